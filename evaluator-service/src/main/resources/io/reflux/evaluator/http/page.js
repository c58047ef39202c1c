"use strict";

// Events say that something changed; what it is now is read from the API, at most twice a second.
// Everything from the network is shown as text, never as markup.

const REFRESH_MILLISECONDS = 500;
const NO_VALUE = "\u2013";
const SHORT_ID = 10;

const byId = id => document.getElementById(id);
let chosen = decodeURIComponent(location.hash.slice(1));
let timer = null;
let reading = false;
let stale = false;

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function row(table, cells) {
  const line = document.createElement("tr");
  for (const cell of cells) line.append(cell instanceof Node ? cell : element("td", cell));
  table.tBodies[0].append(line);
  return line;
}

function clear(table) {
  table.tBodies[0].replaceChildren();
}

function percent(share, digits = 1) {
  return share === null || share === undefined ? NO_VALUE : (100 * share).toFixed(digits) + " %";
}

function number(value, digits = 1) {
  return value === null || value === undefined ? NO_VALUE : value.toFixed(digits);
}

function words(symbol) {
  return symbol && symbol !== "UNKNOWN" ? symbol.toLowerCase().replaceAll("_", " ") : NO_VALUE;
}

function right(text) {
  return element("td", text, "number");
}

function attackName(score) {
  return score.variant ? score.mode + " (" + score.variant + ")" : score.mode;
}

function modelName(model) {
  const role = words(model.role);
  if (model.role === "EXTERNAL") {
    return role + " " + model.modelId.slice(0, SHORT_ID);
  }
  return model.role === "BASELINE" ? role : role + " T = " + model.temperature;
}

function stageText(stage) {
  return stage.total === 0 ? NO_VALUE : stage.done + " of " + stage.total;
}

function runningText(stage) {
  return stage.running
    .map(job => job.total ? job.done + " of " + job.total + " " + job.unit + (job.detail ? " (" + job.detail + ")" : "") : "started")
    .join(", ");
}

function showList(experiments) {
  const table = byId("experiments");
  clear(table);
  table.hidden = experiments.length === 0;
  byId("none").hidden = experiments.length > 0;
  if (!experiments.some(experiment => experiment.experimentId === chosen)) {
    chosen = experiments.length > 0 ? experiments[0].experimentId : "";
  }
  for (const experiment of experiments) {
    const button = element("button", experiment.name || experiment.experimentId);
    button.type = "button";
    button.title = experiment.experimentId;
    button.addEventListener("click", () => choose(experiment.experimentId));
    const name = document.createElement("td");
    name.append(button);
    const outcomes = experiment.outcomesPlanned === 0 ? NO_VALUE : experiment.outcomesDone + " of " + experiment.outcomesPlanned;
    const line = row(table, [
      name, element("td", words(experiment.state), experiment.state),
      ...experiment.stages.map(stageText), outcomes,
      element("td", words(experiment.verdict), experiment.verdict)]);
    if (experiment.experimentId === chosen) line.className = "chosen";
  }
}

function showDetail(experiment) {
  byId("detail").hidden = false;
  byId("detail-title").textContent = experiment.name || experiment.experimentId;
  byId("reason").textContent = experiment.reason;
  showVerdict(experiment);
  showStages(experiment.stages);
  showScores(experiment);
  showModels(experiment.report);
  showThreatModels(experiment.report);
  showWarnings(experiment.report, experiment.plan);
}

function showVerdict(experiment) {
  const known = experiment.report !== null && experiment.verdict !== "UNKNOWN";
  byId("verdict").hidden = !known;
  if (known) {
    byId("verdict-word").textContent = words(experiment.verdict);
    byId("verdict-word").className = experiment.verdict;
    byId("verdict-evidence").textContent = experiment.verdictEvidence;
  }
}

function showStages(stages) {
  const table = byId("stages");
  clear(table);
  for (const stage of stages) {
    const bar = document.createElement("progress");
    bar.max = Math.max(stage.total, 1);
    bar.value = stage.total === 0 ? 1 : stage.done;
    bar.textContent = stageText(stage);
    const cell = document.createElement("td");
    cell.append(bar);
    row(table, [stage.stage, stageText(stage), cell, element("td", runningText(stage), "wide")]);
  }
}

function showScores(experiment) {
  const table = byId("scores");
  clear(table);
  const order = experiment.plan.models.map(model => model.modelId);
  const scores = [...experiment.scores].sort((one, other) =>
    order.indexOf(one.modelId) - order.indexOf(other.modelId) || attackName(one).localeCompare(attackName(other)));
  for (const score of scores) {
    const attempted = score.expected > 0 ? score.attempted + " of " + score.expected : String(score.attempted);
    const interval = score.attempted > 0
      ? percent(score.successRate) + " [" + percent(score.wilsonLow) + ", " + percent(score.wilsonHigh) + "]" : NO_VALUE;
    const reasons = Object.entries(score.reasons).map(([reason, count]) => words(reason) + " " + count).join(", ");
    row(table, [
      modelName(score), attackName(score), limit(score), right(attempted), right(interval), right(percent(score.published, 2)),
      right(number(distance(score), score.norm === "l0" ? 1 : 4)), right(percent(score.robustness, 2)), right(percent(score.robustnessCeiling, 2)),
      right(score.censoredSamples + " of " + score.samplesSeen), element("td", reasons, "wide")]);
  }
}

function limit(threat) {
  const goal = threat.goal === "untargeted" ? ", untargeted" : "";
  if (threat.norm === "l0") {
    return (threat.budget ?? (threat.maxFeatures || "any")) + " features" + goal;
  }
  return (threat.budget === null ? "any " : "") + norm(threat) + (threat.budget === null ? "" : " " + Number(threat.budget.toPrecision(3))) + goal;
}

function norm(threat) {
  return threat.norm === "linf" ? "Linf" : threat.norm.toUpperCase();
}

function distance(score) {
  return { l0: score.meanL0, l2: score.meanL2, linf: score.meanLinf }[score.norm];
}

function showThreatModels(report) {
  const table = byId("threat-models");
  clear(table);
  const models = report === null ? [] : report.models.filter(model => model.threatModels.length > 0);
  byId("threat-models-part").hidden = models.length === 0;
  for (const model of models) {
    for (const threat of model.threatModels) {
      row(table, [
        modelName(model), limit(threat), right(String(threat.attackIds.length)), right(threat.broken + " of " + threat.samples),
        right(percent(threat.rate) + " [" + percent(threat.wilsonLow) + ", " + percent(threat.wilsonHigh) + "]"),
        element("td", threat.verdict ? words(threat.verdict) : NO_VALUE, threat.verdict)]);
    }
  }
}

function showModels(report) {
  const table = byId("models");
  clear(table);
  byId("models-part").hidden = report === null || report.models.length === 0;
  for (const model of report === null ? [] : report.models) {
    row(table, [
      modelName(model), right(percent(model.quality && model.quality.testAccuracy, 2)), right(percent(model.publishedAccuracy, 2)),
      right(percent(model.worstCaseSuccess)), element("td", words(model.verdict), model.verdict),
      element("td", model.verdictEvidence, "wide")]);
  }
}

function showWarnings(report, plan) {
  const list = byId("warnings");
  list.replaceChildren();
  const warnings = report === null ? [] : report.warnings;
  byId("warnings-part").hidden = warnings.length === 0;
  for (const code of new Set(warnings.map(warning => warning.code))) {
    const alike = warnings.filter(warning => warning.code === code);
    const item = element("li", alike[0].cause + "; " + alike[0].advice);
    const subjects = document.createElement("ul");
    for (const warning of alike) {
      subjects.append(element("li", subjectName(warning.subject, plan) + (warning.scope ? ", " + warning.scope : "") + ": " + warning.evidence));
    }
    item.append(subjects);
    list.append(item);
  }
}

function subjectName(subject, plan) {
  const [modelId, attackId] = subject.split("|");
  const model = plan.models.find(planned => planned.modelId === modelId);
  const attack = plan.attacks.find(planned => planned.attackId === attackId);
  return (model ? modelName(model) : modelId || "the experiment") + (attack ? ", " + attack.mode : "");
}

function choose(experimentId) {
  chosen = experimentId;
  location.hash = encodeURIComponent(experimentId);
  refresh();
}

async function read(path) {
  const answer = await fetch(path, {headers: {Accept: "application/json"}});
  if (!answer.ok) throw new Error(path + " answered " + answer.status);
  return answer.json();
}

async function refresh() {
  if (reading) {
    stale = true;
    return;
  }
  reading = true;
  stale = false;
  try {
    showList(await read("api/experiments"));
    if (chosen) {
      showDetail(await read("api/experiments/" + encodeURIComponent(chosen)));
    } else {
      byId("detail").hidden = true;
    }
  } catch (problem) {
    byId("connection").textContent = String(problem.message || problem);
  } finally {
    reading = false;
    if (stale) soon();
  }
}

function soon() {
  if (timer === null) {
    timer = setTimeout(() => { timer = null; refresh(); }, REFRESH_MILLISECONDS);
  }
}

function listen() {
  const stream = new EventSource("api/stream");
  stream.addEventListener("open", () => { byId("connection").textContent = "live"; soon(); });
  stream.addEventListener("error", () => {
    byId("connection").textContent = "connection lost, trying again";
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
  for (const type of ["plan", "job", "checkpoint", "score", "report", "reset"]) {
    stream.addEventListener(type, soon);
  }
}

refresh();
listen();
