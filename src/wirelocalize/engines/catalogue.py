"""Models that can be had in one command: the Argos index, and checkpoints of known multilingual models."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wirelocalize.engines.card import version_key
from wirelocalize.engines.download import fetch_json
from wirelocalize.errors import EngineError

ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
HUB = "https://huggingface.co"

TOKENISER_FILES = {
    "nllb": ("sentencepiece.bpe.model",),
    "m2m100": ("sentencepiece.bpe.model",),
    "small100": ("sentencepiece.bpe.model",),
    "madlad": ("spiece.model",),
    "opus": ("source.spm", "target.spm"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that can be installed by name.

    :param locales: what it serves; :param size: of the download, as people say it.
    :param urls: filled in when it is looked up.
    :param convert: a checkpoint that must be converted (the ``convert`` extra).
    """

    name: str
    kind: str
    locales: tuple[str, ...]
    licence: str
    size: str
    remark: str
    repository: str = ""
    version: str = ""
    urls: tuple[str, ...] = ()
    convert: bool = False


OFFERS: tuple[Offer, ...] = (
    Offer(
        "argos-en_fa",
        "argos",
        ("fa",),
        "see the package",
        "100 MB",
        "Argos Translate's Persian; older, but steady",
    ),
    Offer(
        "firefox-en_fa",
        "firefox",
        ("fa",),
        "MPL-2.0",
        "40 MB",
        "Firefox Translations; good Persian, small and quick; needs the [firefox] extra",
    ),
    Offer(
        "nllb-200-distilled-600M",
        "nllb",
        ("fa", "fa_AF", "ps"),
        "CC-BY-NC-4.0",
        "2.5 GB",
        "all three languages, with a Dari of its own; non-commercial use only",
        repository="facebook/nllb-200-distilled-600M",
        version="1",
        convert=True,
    ),
    Offer(
        "nllb-200-distilled-1.3B",
        "nllb",
        ("fa", "fa_AF", "ps"),
        "CC-BY-NC-4.0",
        "5.5 GB",
        "better than the 600M and half as fast; non-commercial use only",
        repository="facebook/nllb-200-distilled-1.3B",
        version="1",
        convert=True,
    ),
    Offer(
        "m2m100-418M",
        "m2m100",
        ("fa", "ps"),
        "MIT",
        "1.9 GB",
        "free licence; weak Pashto",
        repository="facebook/m2m100_418M",
        version="1",
        convert=True,
    ),
    Offer(
        "small100",
        "small100",
        ("fa", "ps"),
        "MIT",
        "1.3 GB",
        "a smaller and faster M2M-100",
        repository="alirezamsh/small100",
        version="1",
        convert=True,
    ),
    Offer(
        "madlad400-3b",
        "madlad",
        ("fa", "ps"),
        "Apache-2.0",
        "12 GB",
        "free licence; slow without a strong machine",
        repository="google/madlad400-3b-mt",
        version="1",
        convert=True,
    ),
    Offer(
        "opus-mt-en-iir",
        "opus",
        ("fa", "ps"),
        "CC-BY-4.0",
        "0.3 GB",
        "small; many Iranian and Indic languages in one",
        repository="Helsinki-NLP/opus-mt-en-iir",
        version="1",
        convert=True,
    ),
)
"""Sizes are those of the downloads; after conversion to int8 a model has about a quarter of that."""


def find(name: str, *, mirror: str = "") -> Offer:
    """Look a model up by name, with its addresses.

    :param mirror: HTTP mirror; it has ``index.json`` and the packages beside it, and checkpoints below their
        repository's name.
    :raises EngineError: no such model; the message lists the known ones.
    :raises NetworkError: the index cannot be fetched.
    """
    wanted, _, version = name.partition("@")
    if wanted.startswith("argos-"):
        return _from_index(wanted, version, mirror)
    for offer in OFFERS:
        if offer.name == wanted and offer.repository:
            base = f"{(mirror or HUB).rstrip('/')}/{offer.repository}/resolve/main"
            names = (*_checkpoint_files(offer.kind), *TOKENISER_FILES[offer.kind])
            return replace(offer, urls=tuple(f"{base}/{file}" for file in names))
        if offer.name == wanted and offer.kind == "firefox":
            return offer
    known = ", ".join(offer.name for offer in OFFERS)
    raise EngineError(f"no model is called {name!r}", hint=f"known: {known}; or a file, folder or URL")


def _checkpoint_files(kind: str) -> tuple[str, ...]:
    """Files of a checkpoint, as the repositories of these models have them."""
    common = ("config.json", "pytorch_model.bin", "tokenizer_config.json")
    extra = {
        "nllb": ("special_tokens_map.json", "tokenizer.json"),
        "m2m100": ("special_tokens_map.json", "vocab.json"),
        "small100": ("special_tokens_map.json", "vocab.json"),
        "opus": ("vocab.json",),
    }
    if kind == "madlad":
        return (
            "config.json",
            "model.safetensors",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "tokenizer.json",
        )
    return common + extra[kind]


def _from_index(name: str, version: str, mirror: str) -> Offer:
    """An Argos package by ``argos-en_fa``; with a mirror, from the mirror's own folder."""
    source, _, target = name.removeprefix("argos-").partition("_")
    address = f"{mirror.rstrip('/')}/index.json" if mirror else ARGOS_INDEX
    packages = [
        package
        for package in _entries(fetch_json(address))
        if package.get("from_code") == source and package.get("to_code") == target
    ]
    if version:
        packages = [package for package in packages if str(package.get("package_version")) == version]
    if not packages:
        raise EngineError(f"the index has no package {name}{'@' + version if version else ''}", path=address)
    best = max(packages, key=lambda package: version_key(str(package.get("package_version", "0"))))
    links = [
        link
        for link in _list(best.get("links"))
        if isinstance(link, str) and link.startswith(("https://", "http://"))
    ]
    if not links:
        raise EngineError(f"the index gives no web address for {name}", path=address)
    url = f"{mirror.rstrip('/')}/{links[0].rsplit('/', 1)[-1]}" if mirror else links[0]
    return Offer(
        name,
        "argos",
        (target,),
        "see the package",
        "",
        "",
        version=str(best.get("package_version", "0")),
        urls=(url,),
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _entries(index: object) -> list[dict[str, object]]:
    """The index as a list of objects, whatever a mirror serves."""
    return [entry for entry in index if isinstance(entry, dict)] if isinstance(index, list) else []
