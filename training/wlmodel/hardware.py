"""What this machine can do: the device, and whether half precision pays on it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

BF16_FLAGS = {"avx512_bf16", "amx_bf16"}
"""Processor flags of bf16 matrix products. Without one of them PyTorch's bf16 products on a CPU were measured
65 times slower than those in fp32 (AVX2 only)."""


@dataclass(frozen=True, slots=True)
class Hardware:
    """Where to compute.

    :param device: ``cuda`` or ``cpu``; :param half: use bf16 autocast; :param name: for the log.
    """

    device: str
    half: bool
    name: str


def detect() -> Hardware:
    """The graphics card if PyTorch has one, else the CPU."""
    import torch

    if torch.cuda.is_available():
        return Hardware("cuda", half=torch.cuda.is_bf16_supported(), name=torch.cuda.get_device_name())
    flags = cpu_flags()
    torch.set_flush_denormal(True)
    name = f"CPU, {torch.get_num_threads()} threads{', bf16' if flags & BF16_FLAGS else ''}"
    return Hardware("cpu", half=bool(flags & BF16_FLAGS), name=name)


def cpu_flags(path: Path = Path("/proc/cpuinfo")) -> set[str]:
    """The processor's flags where the system tells them (Linux); empty elsewhere, which means fp32."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return set()
    return next((set(line.partition(":")[2].split()) for line in lines if line.startswith("flags")), set())


def keep_memory() -> None:
    """Ask the C library not to give freed memory back: on a CPU page faults cost half of the time otherwise.

    Works for processes started from now on; the command line starts itself anew with it.
    """
    for name in ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"):
        os.environ.setdefault(name, "100000000000")
