"""Makes the models beside it and expected.json, which says what PyTorch answers; run after a change here.

Usage: python3 make_models.py    (torch 1.13; another release may write other ONNX)
"""

import json
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[7] / "tools"))
sys.dont_write_bytecode = True
from export_pytorch import export, export_state  # noqa: E402

ROWS = 3


class Functional(nn.Module):
    """Pools before ReLU, flattens with view, and ends in a log-softmax."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 3)
        self.conv2 = nn.Conv2d(3, 4, 2, bias=False)
        self.fc1 = nn.Linear(4 * 2 * 3, 6)
        self.fc2 = nn.Linear(6, 5)

    def logits(self, x):
        x = functional.relu(functional.max_pool2d(self.conv1(x), 2))
        x = functional.relu(self.conv2(x)).view(-1, 24)
        return self.fc2(functional.dropout(functional.relu(self.fc1(x)), 0.3, self.training))

    def forward(self, x):
        return functional.log_softmax(self.logits(x), 1)


class Matrices(nn.Module):
    """Dense layers as products and sums of matrices."""

    def __init__(self):
        super().__init__()
        self.first = nn.Parameter(torch.randn(2 * 3 * 4, 6) / 3)
        self.shift = nn.Parameter(torch.randn(6))
        self.second = nn.Parameter(torch.randn(6, 3))

    def logits(self, x):
        return functional.relu(self.shift + torch.flatten(x, 1) @ self.first) @ self.second

    def forward(self, x):
        return functional.softmax(self.logits(x), -1)


def sequential():
    relu = nn.ReLU()
    return nn.Sequential(
        nn.Conv2d(3, 4, 3), relu, nn.MaxPool2d(2),
        nn.Sequential(nn.Conv2d(4, 5, 2), nn.ReLU()), nn.Flatten(),
        nn.Linear(5 * 3 * 2, 7), relu, nn.Dropout(0.5), nn.Linear(7, 4))


def onnx(model, name, shape, **options):
    torch.onnx.export(model, torch.zeros(1, *shape), str(HERE / name), input_names=["image"], **options)


def case(file, model, shape, before=lambda x: x):
    images = torch.rand(ROWS, *shape)
    with torch.no_grad():
        logits = model(before(images))
    return {"file": file, "images": images.flatten(1).tolist(), "logits": logits.tolist()}


def main():
    torch.manual_seed(20)
    cases = []
    shape = (3, 11, 8)
    model = sequential().eval()
    export(model, HERE / "sequential.safetensors", shape)
    onnx(model, "sequential.onnx", shape, dynamic_axes={"image": {0: "batch"}})
    cases += [case(file, model, shape) for file in ("sequential.safetensors", "sequential.onnx")]

    mean, std = [0.48, 0.45, 0.4], [0.2, 0.25, 0.3]
    export(model, HERE / "normalised.safetensors", shape, mean=mean, std=std)
    column = torch.tensor([mean, std]).view(2, 1, 3, 1, 1)
    cases.append(case("normalised.safetensors", model, shape, lambda x: (x - column[0]) / column[1]))

    shape = (1, 8, 10)
    model = Functional().eval()
    layers = "conv1,maxpool:2,relu,conv2,relu,flatten,fc1,relu,dropout:0.3,fc2,softmax".split(",")
    export_state(model.state_dict(), layers, HERE / "functional.safetensors", shape, name="functional")
    onnx(model, "functional.onnx", shape)
    cases += [case(file, model.logits, shape) for file in ("functional.safetensors", "functional.onnx")]

    shape = (2, 3, 4)
    model = Matrices().eval()
    onnx(model, "matrices.onnx", shape, opset_version=11)
    cases.append(case("matrices.onnx", model.logits, shape))
    (HERE / "expected.json").write_text(json.dumps(cases) + "\n")


if __name__ == "__main__":
    main()
