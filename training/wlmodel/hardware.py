"""What this machine can do: the device, and whether half precision pays on it."""

from __future__ import annotations

import os
import platform
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
    return set(_field("flags", path).split())


def processor(path: Path = Path("/proc/cpuinfo")) -> str:
    """The processor's name and its widest vector instructions, as far as the system tells."""
    name = _field("model name", path) or platform.processor() or platform.machine()
    widest = next(
        (flag for flag in ("amx_int8", "avx512_vnni", "avx512f", "avx2") if flag in cpu_flags(path)), ""
    )
    return f"{name}, {widest}" if widest else name


def _field(name: str, path: Path) -> str:
    """The first line of that name; empty where there is none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def keep_memory() -> None:
    """Ask the C library not to give freed memory back: on a CPU page faults cost half of the time otherwise.

    Works for processes started from now on; the command line starts itself anew with it.
    """
    for name in ("MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"):
        os.environ.setdefault(name, "100000000000")
