#!/usr/bin/env python3
"""Writes a PyTorch model as a file that Reflux imports; docs/model-format.md says what is in it.

    from export_pytorch import export, export_state
    export(sequential, "model.safetensors", shape=(1, 28, 28))

    export_pytorch.py state.pt model.safetensors --shape 1,28,28 \\
        --layers conv1,relu,maxpool:2,conv2,relu,maxpool:2,flatten,fc1,relu,dropout:0.5,fc2

A layer is a name in the state dict or one of relu, maxpool:SIZE, flatten, dropout:RATE. Reflux gives pixels
in [0, 1]; the mean and deviation per channel of a model's own normalisation go into its first layer.
"""

import argparse
import array
import json
import struct
import sys

import torch
from torch import nn

SUPPORTED = "Conv2d, ReLU, MaxPool2d, Flatten, Linear, Dropout, and a Softmax or LogSoftmax at the end"
WORDS = ("relu", "maxpool", "flatten", "dropout", "identity", "softmax")
PLAIN = {nn.ReLU: "relu", nn.Identity: "identity", nn.Softmax: "softmax", nn.LogSoftmax: "softmax"}


def require(holds, name, expected, found):
    if not holds:
        raise ValueError(f"layer {name}: expected {expected}, found {found}")


def export(model, path, shape, **options):
    """Exports an nn.Sequential; shape is (channels, height, width), options are those of export_state."""
    require(isinstance(model, nn.Sequential), "(all)", "an nn.Sequential, or a state dict with layers", type(model))
    export_state(model.state_dict(), list(steps_of(model)), path, shape, **options)


def steps_of(model, prefix=""):
    for key, module in model._modules.items():  # named_children leaves out a module that comes again
        name = prefix + key
        yield from steps_of(module, name + ".") if isinstance(module, nn.Sequential) else [step_of(name, module)]


def step_of(name, module):
    if isinstance(module, nn.Conv2d):
        plain = (module.stride, module.dilation, module.groups) == ((1, 1), (1, 1), 1)
        plain = plain and module.padding in ((0, 0), "valid") and len(set(module.kernel_size)) == 1
        require(plain, name, "a square kernel, stride 1, no padding, dilation 1 and groups 1", module)
        return name
    if isinstance(module, nn.MaxPool2d):
        plain = (module.padding, module.dilation, module.ceil_mode) == (0, 1, False)
        plain = plain and isinstance(module.kernel_size, int) and module.stride == module.kernel_size
        require(plain, name, "MaxPool2d(n) with stride n, no padding, no ceil_mode", module)
        return f"maxpool:{module.kernel_size}"
    if isinstance(module, nn.Flatten):
        require((module.start_dim, module.end_dim) == (1, -1), name, "Flatten(1, -1)", module)
        return "flatten"
    require(type(module) in (*PLAIN, nn.Linear, nn.Dropout), name, SUPPORTED, module)
    return PLAIN.get(type(module), f"dropout:{module.p}" if isinstance(module, nn.Dropout) else name)


def export_state(state, steps, path, shape, name="imported", mean=None, std=None):
    """Exports a state dict whose layers run in the order of steps."""
    steps = [step for step in steps if step != "identity" and step != "dropout:0.0"]
    if steps and steps[-1] == "softmax":
        print("left out the softmax at the end: attacks need logits", file=sys.stderr)
        steps.pop()
    names = [step for step in steps if step.partition(":")[0] not in WORDS]
    vector = steps[steps.index("flatten"):] if "flatten" in steps else []
    require(not any(step.startswith("maxpool") for step in vector), "maxpool", "it before flatten", steps)
    require(len(set(names)) == len(names), names, "every layer once", steps)
    require(names and steps[-1] == names[-1], steps[-1:], "a Linear layer at the end, without ReLU", steps)
    require("relu" not in steps[:steps.index(names[0])], "relu", "a layer before it", steps)
    for at, each in enumerate(names):
        end = steps.index(names[at + 1]) if at + 1 < len(names) else len(steps)
        relus = steps[steps.index(each):end].count("relu")
        require(relus == (end < len(steps)), each, "one ReLU after it, and none after the last layer", relus)
    tensors = dict(pair for each in names for pair in tensors_of(each, state, "flatten" in steps[:steps.index(each)]))
    fold(tensors, names[0], shape, mean, std)
    layers = [layer_of(step, tensors) for step in steps[:-1] if step not in ("relu", "flatten")]
    keys = {"format": 1, "architecture": json.dumps({"name": name, "layers": layers}), "tensors": json.dumps(names),
            "channels": shape[0], "height": shape[1], "width": shape[2], "classes": len(tensors[names[-1] + ".bias"])}
    write(path, {"reflux." + key: str(value) for key, value in keys.items()}, tensors)


def tensors_of(name, state, flat):
    require(name + ".weight" in state, name, f"one of {WORDS} or a layer of the state dict", sorted(state))
    weight = state[name + ".weight"].detach().cpu().double()
    require(weight.dim() == (2 if flat else 4), name, "Conv2d before flatten, Linear after", tuple(weight.shape))
    bias = state.get(name + ".bias", torch.zeros(len(weight))).detach().cpu().double()
    return (name + ".weight", weight), (name + ".bias", bias)


def layer_of(step, tensors):
    word, _, value = step.partition(":")
    if word in WORDS:
        require(word in ("maxpool", "dropout"), step, "it at the end only", "layers after it")
        return {"max-pool": {"size": int(value)}} if word == "maxpool" else {"dropout": {"rate": float(value)}}
    weight = tensors[step + ".weight"]
    shape = {"filters": len(weight), "kernel": weight.shape[-1]}
    return {"convolution": shape} if weight.dim() == 4 else {"dense": {"units": len(weight)}}


def fold(tensors, first, shape, mean, std):
    """Makes the first layer read pixels x, where it was trained on (x - mean) / std."""
    weight, bias = tensors[first + ".weight"], tensors[first + ".bias"]
    for given in (mean, std):
        require(not given or len(given) in (1, shape[0]), first, "a mean and std for each channel", given)
    mean, std = (torch.tensor(each).double().expand(shape[0]).view(1, -1, 1) for each in (mean or [0.0], std or [1.0]))
    scaled = weight.reshape(len(weight), shape[0], -1) / std
    tensors[first + ".weight"] = scaled.reshape(weight.shape)
    tensors[first + ".bias"] = bias - (scaled * mean).sum((1, 2))


def write(path, metadata, tensors):
    header, body = {"__metadata__": metadata}, bytearray()
    for name, tensor in tensors.items():
        values = array.array("f", tensor.float().flatten().tolist())
        require(bool(torch.isfinite(tensor.float()).all()), name, "finite numbers", "NaN or infinity")
        require(sys.byteorder == "little", name, "a little-endian machine", sys.byteorder)
        offsets = [len(body), len(body) + 4 * len(values)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        body += values.tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + body)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    numbers = {"type": lambda text: [float(each) for each in text.split(",")], "metavar": "N,N,N"}
    parser.add_argument("state", help="a state dict written by torch.save")
    parser.add_argument("out")
    parser.add_argument("--shape", required=True, help="channels, height and width", **numbers)
    parser.add_argument("--layers", required=True, type=lambda text: text.split(","))
    parser.add_argument("--mean", **numbers)
    parser.add_argument("--std", **numbers)
    given = parser.parse_args()
    state = torch.load(given.state, map_location="cpu", weights_only=True)
    shape = [int(each) for each in given.shape]
    export_state(state, given.layers, given.out, shape, mean=given.mean, std=given.std)


if __name__ == "__main__":
    try:
        main()
    except ValueError as problem:
        sys.exit(str(problem))
