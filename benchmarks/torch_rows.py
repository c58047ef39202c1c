"""What the attacks of torch_attacks.py work on, and how what they leave is measured."""

import os

import numpy
import torch
from torch.nn import functional

from torch_peer import CLASSES, NETS, build, load

ANY = -1


class BadInput(Exception):
    """What the user has to put right."""


class Rows:
    """What is attacked: one original, source and target per row."""

    def __init__(self, images, places, sources, targets):
        self.x = images[places]
        self.places, self.sources, self.targets = places, sources, targets
        self.targeted = targets != ANY
        self.classes = torch.where(self.targeted, targets, sources)

    def __len__(self):
        return len(self.x)

    def cross_entropy(self, logits, rows):
        """Of the targets; of the sources where any other class will do."""
        return functional.cross_entropy(logits, self.classes[rows], reduction="none")

    def log_odds(self, logits, rows):
        """Of all other classes against the one of the cross-entropy, which is log(1 + exp(this)).

        It rises and falls with the cross-entropy in the same directions, but its gradient stays exact
        where the probability of the class rounds to 1.
        """
        aim = functional.one_hot(self.classes[rows], CLASSES).bool()
        return logits.masked_fill(aim, -torch.inf).logsumexp(1) - logits[aim]

    def success(self, classes, rows=slice(None)):
        return torch.where(self.targeted[rows], classes == self.targets[rows], classes != self.sources[rows])


def measure(model, rows, x, batch):
    """The row entries of the result, and the samples that they speak of."""
    finite = x.flatten(1).isfinite().all(1)
    x = torch.where(finite.view(-1, 1, 1, 1), x.clamp(0, 1), rows.x)
    everyone = torch.arange(len(rows))
    with torch.no_grad():
        logits = torch.cat([model(x[chunk]) for chunk in everyone.split(batch)])
    classes, change = logits.argmax(1), (x - rows.x).flatten(1).double()
    columns = {
        "image": rows.places, "source": rows.sources, "target": rows.targets,
        "success": rows.success(classes) & finite & logits.isfinite().all(1),
        "l2": change.norm(dim=1), "linf": change.abs().amax(1), "l0": (change != 0).sum(1),
        "finalClass": classes, "loss": rows.cross_entropy(logits, everyone),
    }
    entries = zip(*(column.tolist() for column in columns.values()))
    return [dict(zip(columns, entry)) for entry in entries], x


def read(directory, name, dtype, width):
    """A file of 4-byte values as [entries, width]."""
    path = os.path.join(directory, name)
    try:
        values = numpy.fromfile(path, dtype=dtype)
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}; benchmarks/side-by-side makes it") from None
    if os.path.getsize(path) != values.nbytes or len(values) % width:
        raise BadInput(f"{path} must hold entries of {width * 4} bytes, has {os.path.getsize(path)} bytes")
    return values.astype(dtype[1:]).reshape(-1, width)


def read_model(directory, net):
    model = build(NETS[net]).eval().requires_grad_(False)
    values, expected = read(directory, f"{net}.f32", "<f4", 1).ravel(), sum(p.numel() for p in model.parameters())
    if len(values) != expected:
        raise BadInput(f"{net}.f32 must hold the {expected} parameters of the {net} network, has {len(values)}")
    load(model, NETS[net], values)
    return model


def read_rows(directory, args):
    images, labels = read_images(directory, NETS[args.net])
    if args.rows == "file":
        table = read(directory, "rows.i32", "<i4", 3)
    else:
        first = enumerate(labels[:args.samples])
        table = [(image, label, target) for image, label in first for target in targets(args.rows, label)]
    table = numpy.array(table, dtype="i8").reshape(-1, 3)[:args.limit]
    if len(table) == 0:
        raise BadInput("there are no rows to attack")
    for at, (image, source, target) in enumerate(table):
        if not 0 <= image < len(labels) or source != labels[image]:
            raise BadInput(f"row {at} must name one of {len(labels)} images and its label, had {image} and {source}")
        if target == source or not ANY <= target < CLASSES:
            raise BadInput(f"row {at}: the target must be a class other than {source}, or -1, was {target}")
    return Rows(images, *(torch.from_numpy(column.copy()) for column in table.T))


def read_images(directory, net):
    side, channels = net["side"], net["channels"]
    pixels = read(directory, "images.f32", "<f4", side * side * channels)
    labels = read(directory, "labels.i32", "<i4", 1).ravel()
    if len(labels) != len(pixels):
        raise BadInput(f"images.f32 has {len(pixels)} images, labels.i32 {len(labels)} labels")
    if not ((pixels >= 0) & (pixels <= 1)).all() or not ((labels >= 0) & (labels < CLASSES)).all():
        raise BadInput(f"pixels must be in [0, 1] and labels in [0, {CLASSES})")
    images = torch.from_numpy(pixels).view(-1, side, side, channels)
    return images.permute(0, 3, 1, 2).contiguous(), labels


def targets(which, label):
    return [ANY] if which == "untargeted" else [target for target in range(CLASSES) if target != label]
