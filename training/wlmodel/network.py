"""The model: a pre-norm Transformer with a deep encoder, a shallow decoder and one embedding for everything.

Parameter names are those of the weights that were trained so far; the exporter reads them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

if TYPE_CHECKING:
    from wlmodel.settings import Network


@dataclass(frozen=True, slots=True)
class Shape:
    """A :class:`~wlmodel.settings.Network` with its vocabulary."""

    vocabulary: int
    network: Network


def sinusoid(positions: int, width: int) -> Tensor:
    """Position encodings, ``positions × width``: sines in the first half, cosines in the second."""
    place = torch.arange(positions).unsqueeze(1).float()
    angle = place / torch.pow(10000, 2 * torch.arange(width // 2).float() / width)
    return torch.cat([angle.sin(), angle.cos()], 1)


def attend(
    query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None, *, causal: bool = False
) -> Tensor:
    """Attention. On a CPU two plain products beat the fused kernel, whose backward pass is slow there."""
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=mask, is_causal=causal)
    scores = torch.matmul(query, key.transpose(-1, -2)) * (query.shape[-1] ** -0.5)
    if causal:
        scores = scores + torch.full(scores.shape[-2:], -1e4, dtype=scores.dtype).triu(1)
    elif mask is not None:
        scores = scores.masked_fill(~mask, -1e4)
    return torch.matmul(torch.softmax(scores, -1), value)


class SelfAttention(nn.Module):
    """Attention of a sequence to itself."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.heads, self.dropout = network.heads, network.dropout
        self.ln = nn.LayerNorm(network.width)
        self.qkv = nn.Linear(network.width, 3 * network.width)
        self.out = nn.Linear(network.width, network.width)

    def forward(self, x: Tensor, mask: Tensor | None = None, causal: bool = False) -> Tensor:
        batch, length, width = x.shape
        split = self.qkv(self.ln(x)).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        mixed = attend(query, key, value, mask, causal=causal).transpose(1, 2).reshape(batch, length, width)
        return x + F.dropout(self.out(mixed), self.dropout, self.training)


class CrossAttention(nn.Module):
    """Attention of the translation to the source."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.heads, self.dropout = network.heads, network.dropout
        self.ln = nn.LayerNorm(network.width)
        self.q = nn.Linear(network.width, network.width)
        self.kv = nn.Linear(network.width, 2 * network.width)
        self.out = nn.Linear(network.width, network.width)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        head = width // self.heads
        query = self.q(self.ln(x)).view(batch, length, self.heads, head).transpose(1, 2)
        key, value = self.kv(memory).view(batch, memory.shape[1], 2, self.heads, head).permute(2, 0, 3, 1, 4)
        mixed = attend(query, key, value, mask).transpose(1, 2).reshape(batch, length, width)
        return x + F.dropout(self.out(mixed), self.dropout, self.training)


class FeedForward(nn.Module):
    """Two layers with a ReLU between them."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.dropout = network.dropout
        self.ln = nn.LayerNorm(network.width)
        self.a = nn.Linear(network.width, network.feed_forward)
        self.b = nn.Linear(network.feed_forward, network.width)

    def forward(self, x: Tensor) -> Tensor:
        inner = F.dropout(F.relu(self.a(self.ln(x))), self.dropout, self.training)
        return x + F.dropout(self.b(inner), self.dropout, self.training)


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.sa, self.ff = SelfAttention(network), FeedForward(network)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return cast("Tensor", self.ff(self.sa(x, mask)))


class DecoderLayer(nn.Module):
    """Causal self-attention, attention to the source, feed-forward."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.sa, self.ca, self.ff = SelfAttention(network), CrossAttention(network), FeedForward(network)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        return cast("Tensor", self.ff(self.ca(self.sa(x, None, True), memory, mask)))


class Translator(nn.Module):
    """Encoder and decoder with shared, tied embeddings."""

    pos: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        network = shape.network
        self.shape = shape
        self.emb = nn.Embedding(shape.vocabulary, network.width)
        nn.init.normal_(self.emb.weight, std=network.width**-0.5)
        self.register_buffer("pos", sinusoid(network.positions, network.width), persistent=False)
        self.enc = nn.ModuleList(EncoderLayer(network) for _ in range(network.encoder_layers))
        self.enc_ln = nn.LayerNorm(network.width)
        self.dec = nn.ModuleList(DecoderLayer(network) for _ in range(network.decoder_layers))
        self.dec_ln = nn.LayerNorm(network.width)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2 and "emb" not in name:
                nn.init.xavier_uniform_(parameter)

    def embed(self, ids: Tensor) -> Tensor:
        """Scaled embeddings with positions; in training some words' embeddings are dropped whole."""
        network = self.shape.network
        x = self.emb(ids) * math.sqrt(network.width)
        if self.training and network.word_dropout:
            x = x * (torch.rand(ids.shape, device=x.device) >= network.word_dropout).unsqueeze(-1)
        return F.dropout(x + self.pos[: ids.shape[1]], network.dropout, self.training)

    def forward(self, source: Tensor, target: Tensor, of: Tensor | None = None) -> Tensor:
        """Hidden states of the target positions.

        :param source: token ids, ``sources × length``, 0 where there is none; :param target: likewise.
        :param of: for each target row the row of its source (a source with several languages is encoded once).
        """
        mask = (source != 0)[:, None, None, :]
        memory = self.embed(source)
        for layer in self.enc:
            memory = layer(memory, mask)
        memory = self.enc_ln(memory)
        if of is not None:
            memory, mask = memory[of], mask[of]
        x = self.embed(target)
        for layer in self.dec:
            x = layer(x, memory, mask)
        return cast("Tensor", self.dec_ln(x))

    def logits(self, hidden: Tensor) -> Tensor:
        """Scores over the vocabulary, by the tied embedding."""
        return F.linear(hidden, self.emb.weight, self.bias)
