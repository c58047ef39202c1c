#!/usr/bin/env python3
"""Two attacks in PyTorch, to check Reflux's by: the same weights, the same samples, other code.

DIRECTORY holds what benchmarks/side-by-side prepares, all little-endian: NET.f32, the parameters;
images.f32, [images, features] pixels in [0, 1], features in NHWC order; labels.i32, one class per
image; and for --rows file also rows.i32, [rows, 3]: the image, its label, and the class to move it
to, where -1 asks for any class but the label.

The result is one JSON object: attack, options, seconds, and rows with one entry per row, in order:
image, source, target, success, l2, linf, l0, finalClass, and loss, the cross-entropy of the final
sample, of the source where the target is -1 and of the target elsewhere. All of it is measured anew
on the final sample, whatever the attack believed.

Distances are in pixels of [0, 1]. A search that finds nothing leaves the original.
"""

import argparse
import json
import os
import sys
import time

import torch
from torch.nn import functional

from torch_peer import CLASSES, NETS
from torch_rows import BadInput, measure, read_model, read_rows

class ProjectedGradient:
    """Madry et al. 2017 (1706.06083): steps of fixed length on the cross-entropy, projected each time.

    It rises on the source's cross-entropy or falls on the target's. A random start is uniform in the
    ball. Looked at are the start and the point after each step.
    """

    def __init__(self, model, args):
        self.model, self.norm, self.steps = model, args.norm, args.steps
        self.epsilon, self.step, self.loss = args.epsilon, args.step, args.loss
        self.random, self.returned, self.batch = args.start == "random", args.returned, args.batch
        self.generator = torch.Generator().manual_seed(args.seed)

    def run(self, rows):
        starts = self.starts(rows.x) if self.random else rows.x
        chunks = torch.arange(len(rows)).split(self.batch)
        return torch.cat([self.climb(rows, chunk, starts[chunk]) for chunk in chunks])

    def climb(self, rows, chunk, x):
        origin, direction = rows.x[chunk], torch.where(rows.targeted[chunk], -1.0, 1.0)
        kept, highest = x.clone(), torch.full((len(x),), -torch.inf)
        done = torch.zeros(len(x), dtype=torch.bool)
        for step in range(self.steps + 1):
            leaf = x.requires_grad_(True)
            loss = rows.cross_entropy if self.loss == "cross-entropy" else rows.log_odds
            logits = self.model(leaf)
            gain = direction * loss(logits, chunk)
            better = gain.detach() > highest if self.returned == "best" else ~done
            done |= rows.success(logits.detach().argmax(1), chunk) & (self.returned == "first")
            x = leaf.detach()
            kept[better], highest[better] = x[better], gain.detach()[better]
            if step < self.steps:
                gradient, = torch.autograd.grad(gain.sum(), leaf)
                x = self.project(x + self.step * self.unit(gradient), origin)
        return kept

    def unit(self, gradient):
        """The steepest direction of length 1; none where the gradient is zero."""
        if self.norm == "linf":
            return gradient.sign()
        largest = gradient.abs().amax((1, 2, 3), keepdim=True)
        scaled = torch.where(largest > 0, gradient / largest, torch.zeros(()))
        return scaled / length(scaled).clamp(min=1)

    def project(self, x, origin):
        if self.norm == "linf":
            x = torch.minimum(torch.maximum(x, origin - self.epsilon), origin + self.epsilon)
        else:
            change = x - origin
            x = origin + change * (self.epsilon / length(change).clamp(min=1e-12)).clamp(max=1)
        return x.clamp(0, 1)

    def starts(self, origin):
        if self.norm == "linf":
            change = self.epsilon * (2 * torch.rand(origin.shape, generator=self.generator) - 1)
        else:
            change = torch.randn(origin.shape, generator=self.generator)
            radius = torch.rand((len(origin), 1, 1, 1), generator=self.generator) ** (1 / origin[0].numel())
            change = self.epsilon * radius * change / length(change)
        return (origin + change).clamp(0, 1)


class CarliniWagner:
    """Carlini & Wagner 2016 (1608.04644), section V: L2, targeted, f6 on logits, binary search over c.

    Adam moves w, where x' = (tanh(w) + 1) / 2, against ||x' - x||^2 + c f(x'). Every step of the search
    starts again at the original with fresh moments. A find is a point at which the target's logit,
    less kappa, is the largest. A step looks at as many points as it has iterations, the original first.
    """

    SHRINK = 0.999999  # keeps arctanh finite
    LARGEST_C = 1e10
    CHECKS, PROGRESS = 10, 0.9999  # how often a row must show progress, and how much
    DECAY, DECAY2, TINY = 0.9, 0.999, 1e-8

    def __init__(self, model, args):
        self.model, self.batch, self.kappa = model, args.batch, args.kappa
        self.rate = args.rate
        self.initial_c, self.searches, self.iterations = args.initial_c, args.search_steps, args.iterations
        self.check = max(1, args.iterations // self.CHECKS) if args.abort_early else args.iterations

    def run(self, rows):
        if not rows.targeted.all():
            raise BadInput("cw is a targeted attack, but some rows have the target -1; try --rows all-targets")
        count = len(rows)
        c, low, high = (torch.full((count,), value) for value in (self.initial_c, 0.0, self.LARGEST_C))
        best, nearest = rows.x.clone(), torch.full((count,), torch.inf)
        for _ in range(self.searches):
            found = torch.zeros(count, dtype=torch.bool)
            for chunk in torch.arange(count).split(self.batch):
                self.descend(rows, chunk, c, (best, nearest, found))
            high = torch.where(found, torch.minimum(high, c), high)
            low = torch.where(found, low, torch.maximum(low, c))
            c = torch.where(high < self.LARGEST_C, (low + high) / 2, c * 10)
        return best

    def descend(self, rows, active, c, finds):
        """One run of Adam for the rows in active; those that stop making progress are dropped."""
        w = torch.atanh((2 * rows.x[active] - 1) * self.SHRINK)
        mean, square = torch.zeros_like(w), torch.zeros_like(w)
        last = torch.full((len(w),), torch.inf)
        for iteration in range(self.iterations):
            loss, gradient = self.look(rows, active, w, c, finds)
            if iteration % self.check == 0:
                go = loss < self.PROGRESS * last
                active, w, gradient, mean, square = (t[go] for t in (active, w, gradient, mean, square))
                last = loss[go]
                if len(active) == 0:
                    break
            mean = self.DECAY * mean + (1 - self.DECAY) * gradient
            square = self.DECAY2 * square + (1 - self.DECAY2) * gradient ** 2
            unbiased = mean / (1 - self.DECAY ** (iteration + 1))
            spread = (square / (1 - self.DECAY2 ** (iteration + 1))).sqrt()
            w = w - self.rate * unbiased / (spread + self.TINY)

    def look(self, rows, active, w, c, finds):
        """Loss and gradient at w; remembers the points that reach the target, the nearest of each row."""
        w = w.requires_grad_(True)
        x = (torch.tanh(w) + 1) / 2
        logits = self.model(x)
        distance = ((x - rows.x[active]) ** 2).sum((1, 2, 3))
        aim = functional.one_hot(rows.targets[active], CLASSES).bool()
        margin = logits.masked_fill(aim, -torch.inf).amax(1) - logits[aim]
        loss = distance + c[active] * margin.clamp(min=-self.kappa)
        gradient, = torch.autograd.grad(loss.sum(), w)

        best, nearest, found = finds
        reached = (logits.detach() - self.kappa * aim).argmax(1) == rows.targets[active]
        found[active[reached]] = True
        better = reached & (distance.detach() < nearest[active])
        best[active[better]], nearest[active[better]] = x.detach()[better], distance.detach()[better]
        return loss.detach(), gradient


def length(x):
    return x.flatten(1).norm(dim=1).view(-1, 1, 1, 1)


def number(kind, least):
    def parse(text):
        value = kind(text)
        if not least <= value < float("inf"):
            raise argparse.ArgumentTypeError(f"must be a number from {least} on, was {text}")
        return value

    parse.__name__ = "number"
    return parse


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("directory", help="what to work on, as described above")
    common.add_argument("output", help="the JSON file to write")
    common.add_argument("--net", choices=sorted(NETS), default="mnist", help="default: mnist")
    common.add_argument("--rows", choices=("file", "all-targets", "untargeted"), default="file",
                        help="from rows.i32 (default), every other class, or -1")
    common.add_argument("--samples", type=number(int, 1), help="only the first images, not with --rows file")
    common.add_argument("--limit", type=number(int, 1), help="only the first rows")
    common.add_argument("--save", help="also write the final samples, in the form of images.f32")
    common.add_argument("--batch", type=number(int, 1), default=128, help="rows at a time (default: 128)")
    common.add_argument("--threads", type=number(int, 1), default=os.cpu_count(), help="default: all cores")
    attacks = parser.add_subparsers(dest="attack", required=True)
    add_projected_gradient(attacks, common)
    add_carlini_wagner(attacks, common)
    return check(parser, parser.parse_args())


def add_projected_gradient(attacks, common):
    pgd = attacks.add_parser("pgd", parents=[common], help="projected gradient descent, L-infinity or L2")
    pgd.add_argument("--norm", choices=("linf", "l2"), default="linf", help="default: linf")
    pgd.add_argument("--epsilon", type=number(float, 0), help="radius of the ball (default: 0.3, or 2 for l2)")
    pgd.add_argument("--step", type=number(float, 0), help="length of a step (default: 0.01, or 0.1 for l2)")
    pgd.add_argument("--steps", type=number(int, 0), default=40, help="default: 40")
    pgd.add_argument("--start", choices=("original", "random"), default="original", help="default: original")
    pgd.add_argument("--seed", type=number(int, 0), default=0, help="of the random starts (default: 0)")
    pgd.add_argument("--return", dest="returned", choices=("best", "last", "first"), default="best",
                     help="the point with the best loss (default), the last one, or the first that succeeds")
    pgd.add_argument("--loss", choices=("cross-entropy", "log-odds"), default="cross-entropy",
                     help="log-odds points the same way and does not vanish in float32 (default: cross-entropy)")
    pgd.set_defaults(make=ProjectedGradient)


def add_carlini_wagner(attacks, common):
    cw = attacks.add_parser("cw", parents=[common], help="Carlini & Wagner's L2 attack, targeted")
    cw.add_argument("--kappa", type=number(float, 0), default=0.0, help="confidence (default: 0)")
    cw.add_argument("--initial-c", type=number(float, 0), default=1e-3, help="default: 0.001")
    cw.add_argument("--search-steps", type=number(int, 1), default=9, help="of the binary search (default: 9)")
    cw.add_argument("--iterations", type=number(int, 1), default=1000, help="of each step (default: 1000)")
    cw.add_argument("--rate", type=number(float, 0), default=0.01, help="Adam's step (default: 0.01)")
    cw.add_argument("--no-abort", dest="abort_early", action="store_false", help="go on without progress")
    cw.set_defaults(make=CarliniWagner)


def check(parser, args):
    if args.rows == "file" and args.samples:
        parser.error("--samples needs --rows all-targets or untargeted; --limit takes the first rows of the file")
    for path in filter(None, (args.output, args.save)):
        if not os.path.isdir(os.path.dirname(os.path.abspath(path))):
            parser.error(f"cannot write {path}: its directory does not exist")
    if args.attack == "pgd":
        radius, step = {"linf": (0.3, 0.01), "l2": (2.0, 0.1)}[args.norm]
        args.epsilon = radius if args.epsilon is None else args.epsilon
        args.step = step if args.step is None else args.step
    return args


def run(args):
    """Seconds, the entries of the result and the final samples."""
    torch.set_num_threads(args.threads)
    model, rows = read_model(args.directory, args.net), read_rows(args.directory, args)
    before, _ = measure(model, rows, rows.x, args.batch)
    wrong = sum(entry["finalClass"] != entry["source"] for entry in before)
    if wrong:
        print(f"torch_attacks: {wrong} of {len(rows)} originals are misclassified already", file=sys.stderr)
    attack = args.make(model, args)
    begin = time.perf_counter()
    found = attack.run(rows)
    seconds = time.perf_counter() - begin
    return seconds, *measure(model, rows, found, args.batch)


def write(args, seconds, entries, x):
    options = {key: value for key, value in vars(args).items() if key not in ("attack", "make")}
    with open(args.output, "w", encoding="utf-8") as file:
        json.dump({"attack": args.attack, "options": options, "seconds": seconds, "rows": entries}, file, indent=1)
    if args.save:
        x.permute(0, 2, 3, 1).contiguous().numpy().astype("<f4").tofile(args.save)


def main():
    args = arguments()
    try:
        seconds, entries, x = run(args)
        write(args, seconds, entries, x)
    except BadInput as error:
        sys.exit(f"torch_attacks: {error}")
    except OSError as error:
        sys.exit(f"torch_attacks: cannot write {error.filename}: {error.strerror}")
    won = [entry["l2"] for entry in entries if entry["success"]]
    nearby = f", mean l2 {sum(won) / len(won):.3f}" if won else ""
    print(f"{args.attack}: {len(won)} of {len(entries)} rows succeed{nearby}, {seconds:.1f} s")


if __name__ == "__main__":
    main()
