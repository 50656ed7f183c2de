"""The training loop: resumable, bounded by the clock or by steps, with averaged weights."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F

from wlmodel import weights
from wlmodel.batches import Batch, Packed, epoch
from wlmodel.network import Shape, Translator
from wlmodel.weights import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from torch import Tensor

    from wlmodel.hardware import Hardware
    from wlmodel.settings import Profile, Training

EMA_EVERY = 4
"""Steps between updates of the averaged weights."""
FLOOR = 0.02
"""The rate at the very end, as a share of the full one."""
CLIP = 1.0
"""Norm that gradients are cut to."""


@dataclass(slots=True)
class Progress:
    """Where training is; kept in the state file.

    :param epoch: passes begun; :param batch: batches of this pass that are done.
    :param tokens: target tokens seen; :param seconds: spent over all runs.
    """

    epoch: int = 0
    batch: int = 0
    step: int = 0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """What training came to.

    :param losses: cross-entropy per token on the development pairs, by locale (averaged weights).
    :param finished: the budget is used up; else the run stopped early and can be resumed.
    """

    checkpoint: Checkpoint
    progress: Progress
    losses: dict[str, float]
    finished: bool


class Trainer:
    """One training, over as many runs as it takes.

    :param data: folder of :mod:`wlmodel.prepare`; :param out: where ``state.pt`` and ``model.pt`` are kept.
    :param start: weights to go on from, where there is no state yet.
    """

    def __init__(
        self,
        profile: Profile,
        data: Path,
        out: Path,
        *,
        seed: int,
        hardware: Hardware,
        say: Callable[[str], None],
        start: Checkpoint | None = None,
    ) -> None:
        torch.manual_seed(seed)
        self._training: Training = profile.training
        self._seed, self._hardware, self._say, self._out = seed, hardware, say, out
        self._train = Packed(data, "train", max_tokens=self._training.max_tokens)
        self._dev = Packed(data, "dev")
        shape = Shape(self._train.vocabulary, profile.network)
        self._model = Translator(shape).to(hardware.device)
        if start is not None:
            self._model.load_state_dict(start.weights)
        self._average = {
            name: value.detach().clone().float() for name, value in self._model.state_dict().items()
        }
        self._optimiser = _optimiser(self._model, self._training)
        self.progress = Progress()
        self._resume()

    def run(self, *, stop_after: float = float("inf")) -> Result:
        """Train until the budget is used up, or for ``stop_after`` seconds in this run."""
        begun, spent = time.monotonic(), self.progress.seconds
        reported = begun
        groups, copies = self._train.groups()
        pause = self._training.report_seconds or (30 if self._hardware.device == "cuda" else 120)
        self._say(f"{self._hardware.name}; {len(groups)} sources; from step {self.progress.step}")
        self._model.train()
        while True:
            self._segment()
            batches = epoch(
                self._train, groups, copies, self._training.batch_tokens, (self._seed, self.progress.epoch)
            )
            for number, (rows, of) in enumerate(batches):
                if number < self.progress.batch:
                    continue  # done in an earlier run
                used = self._used()
                if used >= 1 or time.monotonic() - begun > stop_after:
                    return self._end(finished=used >= 1)
                loss = self._step(self._train.batch(rows, of), rate(self._training, self.progress.step, used))
                self.progress.batch = number + 1
                self.progress.seconds = spent + time.monotonic() - begun
                if time.monotonic() - reported > pause:
                    self._report(loss)
                    reported = time.monotonic()
            self.progress.epoch += 1
            self.progress.batch = 0

    def _used(self) -> float:
        """Share of the budget that is used up."""
        shares = [self.progress.seconds / (self._training.minutes * 60)]
        if self._training.steps:
            shares.append(self.progress.step / self._training.steps)
        return max(shares)

    def _step(self, batch: Batch, learning_rate: float) -> float:
        for group in self._optimiser.param_groups:
            group["lr"] = learning_rate
        loss, count = self._loss(batch, self._training.label_smoothing)
        self._optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), CLIP)
        self._optimiser.step()
        self.progress.step += 1
        self.progress.tokens += count
        if self.progress.step % EMA_EVERY == 0:
            self._follow()
        return float(loss.detach())

    @torch.no_grad()
    def _follow(self) -> None:
        """Move the averaged weights towards the present ones; faster in the beginning."""
        decay = min(self._training.ema, (1 + self.progress.step) / (10 + self.progress.step)) ** EMA_EVERY
        for name, value in self._model.state_dict().items():
            self._average[name].lerp_(value.float(), 1 - decay)

    def _loss(self, batch: Batch, smoothing: float) -> tuple[Tensor, int]:
        """Mean cross-entropy per target token, and how many there are."""
        device = self._hardware.device
        source, inputs, outputs, of = (
            torch.from_numpy(array).to(device, non_blocking=True)
            for array in (batch.source, batch.target_in, batch.target_out, batch.of)
        )
        wanted = outputs.reshape(-1)
        keep = wanted != 0
        with torch.autocast(device, dtype=torch.bfloat16, enabled=self._hardware.half):
            hidden = self._model(source, inputs, of)
            logits = self._model.logits(hidden.reshape(-1, hidden.shape[-1])[keep])
        loss = F.cross_entropy(logits.float(), wanted[keep], label_smoothing=smoothing)
        return loss, int(keep.sum())

    @torch.no_grad()
    def losses(self) -> dict[str, float]:
        """Cross-entropy per token of the averaged weights on the development pairs, by locale."""
        present = {name: value.clone() for name, value in self._model.state_dict().items()}
        self._model.load_state_dict(self._average)
        self._model.eval()
        found = {}
        for locale in self._dev.locales:
            numbers = [int(number) for number in self._dev.of_locale(locale)]
            numbers.sort(key=lambda number: int(self._dev.lengths[number]))
            total, count = 0.0, 0
            for start in range(0, len(numbers), 64):
                loss, tokens = self._loss(self._dev.batch(numbers[start : start + 64]), 0.0)
                total, count = total + float(loss) * tokens, count + tokens
            found[locale] = round(total / max(count, 1), 4)
        self._model.load_state_dict(present)
        self._model.train()
        return found

    def _report(self, loss: float) -> None:
        at = self.progress
        self._say(
            f"{at.seconds / 60:6.1f} min  pass {at.epoch + 1}  step {at.step}  {at.tokens / at.seconds:.0f} tokens/s  "
            f"rate {self._optimiser.param_groups[0]['lr']:.1e}  loss {loss:.3f}  dev {self.losses()}"
        )
        self._save()

    def _end(self, *, finished: bool) -> Result:
        self._save()
        losses = self.losses()
        self._say(f"{'finished' if finished else 'stopped'} at step {self.progress.step}: dev {losses}")
        return Result(self._checkpoint(), self.progress, losses, finished)

    def _checkpoint(self) -> Checkpoint:
        held = {name: value.cpu() for name, value in self._average.items()}
        return Checkpoint(self._model.shape, held, self.progress.step)

    def _segment(self) -> None:
        """A fresh segmentation in three passes of four; the plain one is what translation uses."""
        sampling = self._training.subword_sampling
        self._train.resegment(sampling if self.progress.epoch % 4 else 0.0, self._seed + self.progress.epoch)

    def _save(self) -> None:
        at = self.progress
        state: dict[str, Any] = {
            "model": self._model.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "average": self._average,
            "progress": {name: getattr(at, name) for name in Progress.__slots__},
            "random": torch.get_rng_state(),
        }
        weights.store(self._out / "state.pt", state)
        weights.save(self._out / "model.pt", self._checkpoint())

    def _resume(self) -> None:
        path = self._out / "state.pt"
        if not path.is_file():
            return
        state = torch.load(path, map_location=self._hardware.device, weights_only=True)
        self._model.load_state_dict(state["model"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._average = state["average"]
        self.progress = Progress(**state["progress"])
        torch.set_rng_state(state["random"].cpu())


def rate(training: Training, step: int, used: float) -> float:
    """The learning rate: rising over the first steps, level, falling over the last share of the budget.

    :param used: share of the budget used up, 0 to 1.
    """
    warm = min(1.0, (step + 1) / max(1, training.warmup))
    left = 1.0 if used < 1 - training.cooldown else max(FLOOR, (1 - used) / training.cooldown)
    return training.learning_rate * warm * left


def _optimiser(model: Translator, training: Training) -> torch.optim.AdamW:
    """AdamW; biases and norms do not decay."""
    matrices = [parameter for parameter in model.parameters() if parameter.dim() >= 2]
    others = [parameter for parameter in model.parameters() if parameter.dim() < 2]
    return torch.optim.AdamW(
        [
            {"params": matrices, "weight_decay": training.weight_decay},
            {"params": others, "weight_decay": 0.0},
        ],
        lr=training.learning_rate,
        betas=(0.9, 0.98),
        eps=1e-9,
        fused=True,
    )
