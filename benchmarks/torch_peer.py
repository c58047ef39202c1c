"""The PyTorch side of the comparison: answers the requests that RefluxPeer answers.

The networks are the paper's (Papernot et al. 2016, Table I) with the prepared weights. The attack is
the saliency map attack as a careful user would batch it: one row per (sample, target), finished rows
dropped, one or two backward passes per iteration, no n x n map.

Usage: torch_peer.py DIRECTORY THREADS
"""

import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

CLASSES = 10
NETS = {
    "mnist": {"channels": 1, "side": 28, "filters": (32, 64), "units": 200},
    "cifar10": {"channels": 3, "side": 32, "filters": (64, 128), "units": 256},
}


def build(net):
    first, second = net["filters"]
    side = ((net["side"] - 4) // 2 - 4) // 2
    return nn.Sequential(
        nn.Conv2d(net["channels"], first, 3), nn.ReLU(),
        nn.Conv2d(first, first, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(first, second, 3), nn.ReLU(),
        nn.Conv2d(second, second, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(side * side * second, net["units"]), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(net["units"], net["units"]), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(net["units"], CLASSES),
    )


def load(model, net, values):
    """Copies Reflux's flat vector in: [k, k, in, out] and [in, out] weights, NHWC features."""
    side = ((net["side"] - 4) // 2 - 4) // 2
    at = 0
    flat = True
    for layer in model:
        if not isinstance(layer, (nn.Conv2d, nn.Linear)):
            continue
        size, outputs = layer.weight.numel(), layer.weight.shape[0]
        weights = torch.from_numpy(values[at:at + size].copy())
        if isinstance(layer, nn.Conv2d):
            inputs = layer.weight.shape[1]
            weights = weights.view(3, 3, inputs, outputs).permute(3, 2, 0, 1)
        elif flat:
            weights = weights.view(side, side, -1, outputs).permute(3, 2, 0, 1).reshape(outputs, -1)
            flat = False
        else:
            weights = weights.view(-1, outputs).t()
        layer.weight.data.copy_(weights)
        layer.bias.data.copy_(torch.from_numpy(values[at + size:at + size + outputs].copy()))
        at += size + outputs
    assert at == len(values)


class Peer:

    def __init__(self, directory, channels_last):
        self.directory = directory
        self.format = torch.channels_last if channels_last else torch.contiguous_format
        self.models = {}

    def model(self, name):
        if name not in self.models:
            model = build(NETS[name])
            load(model, NETS[name], numpy.fromfile(f"{self.directory}/{name}.f32", dtype="<f4"))
            self.models[name] = model.to(memory_format=self.format)
        model = self.models[name].eval()
        for parameter in model.parameters():
            parameter.requires_grad_(False)
        return model

    def random(self, name, batch):
        net = NETS[name]
        return torch.rand(batch, net["channels"], net["side"], net["side"]).to(memory_format=self.format)

    def forward(self, name, batch, seconds):
        model, x = self.model(name), self.random(name, batch)

        def call():
            with torch.no_grad():
                model(x)

        return rate(batch, seconds, call)

    def gradient(self, name, batch, seconds):
        model, x, seeds = self.model(name), self.random(name, batch), torch.rand(batch, CLASSES)

        def call():
            leaf = x.detach().requires_grad_(True)
            torch.autograd.grad(model(leaf), leaf, seeds)

        return rate(batch, seconds, call)

    def training(self, name, batch, seconds):
        model = self.model(name).train()
        for parameter in model.parameters():
            parameter.requires_grad_(True)
        images, labels = self.random(name, 4096), torch.randint(0, CLASSES, (4096,))
        optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.5)

        def call():
            rows = torch.randint(0, 4096, (batch,))
            optimizer.zero_grad()
            functional.cross_entropy(model(images[rows]), labels[rows]).backward()
            optimizer.step()

        answer = rate(batch, seconds, call)
        del self.models[name]
        return answer

    def jsma(self, name, mode, pairs, features):
        samples = pairs // (CLASSES - 1)
        images = numpy.fromfile(f"{self.directory}/images.f32", dtype="<f4").reshape(-1, 1, 28, 28)
        labels = numpy.fromfile(f"{self.directory}/labels.i32", dtype="<i4")[:samples]
        targets = numpy.array([t for label in labels for t in range(CLASSES) if t != label])
        rows = numpy.repeat(numpy.arange(samples), CLASSES - 1)
        x = torch.from_numpy(images[rows])
        reset_peak()
        attack = Jsma(self.model(name), MAPS[mode], features // 2, self.format)
        begin = time.perf_counter()
        success = attack.run(x, torch.from_numpy(targets))
        took = time.perf_counter() - begin
        return {
            "rate": pairs / took, "seconds": took, "success": success / pairs,
            "forwards": attack.forwards / pairs, "gradients": attack.gradients / pairs,
            "outside": 1 - attack.network_seconds / took, "peak_mib": peak_mebibytes(),
        }


def log_map(logits, targets):
    """Seed e_t - softmax(Z): the direction of log F_t; the best pair is its two largest entries."""
    seed = -functional.softmax(logits, 1)
    seed[torch.arange(len(targets)), targets] += 1
    return [seed]


def probability_map(logits, targets):
    """Seeds of dF_t and of the sum of the other dF_j, in float32."""
    probabilities = functional.softmax(logits, 1)
    jacobian = torch.diag_embed(probabilities) - probabilities[:, :, None] * probabilities[:, None, :]
    row = torch.arange(len(targets))
    alpha = jacobian[row, targets]
    jacobian[row, targets] = 0
    return [alpha, jacobian.sum(1)]


def two_largest(gradients, room):
    values, places = gradients[0].masked_fill(~room, -torch.inf).topk(2, dim=1)
    return places, values.sum(1) > 0


def best_pair(gradients, room):
    """The pair with the largest -(alpha sum)(beta sum).

    Only features that at most one other exceeds in both derivatives can be in it: in order of alpha,
    those whose -beta is above the second largest -beta before them.
    """
    pull = gradients[0].masked_fill(~room, -torch.inf)
    push = (-gradients[1]).masked_fill(~room, -torch.inf)
    pull, order = pull.sort(1, descending=True)
    push = push.gather(1, order)
    largest = push.cummax(1)[0]
    second = torch.minimum(push[:, 1:], largest[:, :-1]).cummax(1)[0]
    open_to = torch.ones_like(room)
    open_to[:, 2:] = push[:, 2:] > second[:, :-1]
    width = max(2, int(open_to.sum(1).max()))
    places = open_to.float().topk(width, dim=1)[1]
    a, b = pull.gather(1, places), push.gather(1, places)
    scores = product(a[:, :, None] + a[:, None, :], b[:, :, None] + b[:, None, :])
    scores.diagonal(dim1=1, dim2=2).zero_()
    best, flat = scores.flatten(1).max(1)
    pair = torch.stack([torch.div(flat, width, rounding_mode="floor"), flat % width], 1)
    return order.gather(1, places.gather(1, pair)), best > 0


def product(a, b):
    return torch.where((a > 0) & (b > 0), a * b, torch.zeros(()))


MAPS = {"jsma-f-log": (log_map, two_largest), "jsma-f-float32": (probability_map, best_pair)}


class Jsma:
    """Algorithm 2 of Papernot et al., "The Limitations of Deep Learning in Adversarial Settings"."""

    CHUNK = 128

    def __init__(self, model, saliency, iterations, memory_format):
        self.model = model
        self.seeds, self.choose = saliency
        self.iterations = iterations
        self.format = memory_format
        self.forwards = self.gradients = 0
        self.network_seconds = 0.0

    def run(self, x, targets):
        successes = 0
        for iteration in range(self.iterations + 1):
            done, kept = self.step(x, targets, iteration < self.iterations)
            successes += done
            x, targets = x[kept], targets[kept]
            if len(x) == 0:
                break
        return successes

    def step(self, x, targets, search):
        """Changes every row that goes on by one pair; returns the successes and who goes on."""
        kept = torch.zeros(len(x), dtype=torch.bool)
        successes = 0
        for begin in range(0, len(x), self.CHUNK):
            rows = slice(begin, begin + self.CHUNK)
            won, gradients = self.network(x[rows], targets[rows], search)
            successes += int(won.sum())
            if search:
                flat = x[rows].flatten(1)
                places, found = self.choose(gradients, flat < 1)
                go = found & ~won
                changed = flat.scatter(1, places, 1.0)
                flat[go] = changed[go]
                x[rows] = flat.view_as(x[rows])
                kept[rows] = go
        return successes, kept

    def network(self, x, targets, search):
        begin = time.perf_counter()
        leaf = x.to(memory_format=self.format).requires_grad_(search)
        logits = self.model(leaf)
        self.forwards += len(x)
        won = logits.argmax(1) == targets
        gradients = []
        if search:
            seeds = self.seeds(logits.detach(), targets)
            for i, seed in enumerate(seeds):
                keep = i + 1 < len(seeds)
                gradients.append(torch.autograd.grad(logits, leaf, seed, retain_graph=keep)[0].flatten(1))
            self.gradients += len(x) * len(seeds)
        self.network_seconds += time.perf_counter() - begin
        return won, gradients


def rate(batch, seconds, call):
    call()
    calls = 0
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        call()
        calls += 1
    return {"rate": batch * calls / (time.perf_counter() - begin)}


def gemm(seconds):
    a, b = torch.randn(2048, 2048), torch.randn(2048, 2048)
    return rate(2 * 2048 ** 3 / 1e9, seconds, lambda: a @ b)


def reset_peak():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def peak_mebibytes():
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) // 1024


def main():
    torch.set_num_threads(int(sys.argv[2]))
    torch.manual_seed(1)
    peers = {name: Peer(sys.argv[1], name == "nhwc") for name in ("nchw", "nhwc")}
    for line in sys.stdin:
        request, *arguments = line.split()
        if request == "gemm":
            answer = gemm(float(arguments[0]))
        elif request == "jsma":
            name, mode, pairs, features, layout = arguments
            answer = peers[layout].jsma(name, mode, int(pairs), int(features))
        else:
            name, batch, seconds, layout = arguments
            answer = getattr(peers[layout], request)(name, int(batch), float(seconds))
        print("answer", " ".join(f"{key}={value}" for key, value in sorted(answer.items())), flush=True)


if __name__ == "__main__":
    main()
