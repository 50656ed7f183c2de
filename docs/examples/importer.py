"""Bring a folder of our own up to date with what wirelocalize has published: importer.py PUBLIC OURS."""

import hashlib
import json
import sys
from pathlib import Path

public, ours = Path(sys.argv[1]), Path(sys.argv[2])
state = ours / ".imported"  # the manifest's revision that we have
done = int(state.read_text()) if state.exists() else 0
manifest = json.loads((public / "manifest.json").read_text(encoding="utf-8"))
if manifest["version"] != 1:
    sys.exit("this importer knows version 1 of the manifest")

fetched: dict[Path, bytes] = {}
for text in manifest["texts"]:
    if text["outcome"] == "published" and text["revision"] > done:
        for file in text["files"]:
            data = (public / file["path"]).read_bytes()
            if hashlib.sha256(data).hexdigest() != file["sha256"]:
                sys.exit("a new edition is being written just now; try again in a minute")
            fetched[ours / file["path"]] = data
for path, data in fetched.items():  # nothing is changed before everything is here
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
for stone in manifest["tombstones"]:
    if stone["revision"] > done:
        for file in stone["files"]:
            (ours / file["path"]).unlink(missing_ok=True)
state.write_text(str(manifest["revision"]))
sys.stdout.write(f"{len(fetched)} files fetched, revision {manifest['revision']}\n")
