#!/usr/bin/env python3
"""One table row per network from the commands as a user calls them: skylite check, then skylite prune --ratio 0.5.

    bench/torchvision/commands.py EXPORTS [--skylite ./skylite] [-- further options of prune]

EXPORTS holds the files that export.py wrote. Needs nothing but Python.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
import time

HEADER = """| network | interpreter ≡ ONNX Runtime | parameters | MACs | MB | ms | silenced ≡ removed | ≡ ONNX Runtime | group and prune s | whole command s |
|---|---:|---|---|---|---|---:|---:|---:|---:|"""


def call(*command):
    """The command's exit code, the document it printed and the seconds it took."""
    start = time.monotonic()
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        raise RuntimeError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit code {done.returncode}")
    return done.returncode, json.loads(done.stdout), time.monotonic() - start


def row(skylite, file, options, folder):
    _, check, _ = call(skylite, "check", file, "--json")
    out = pathlib.Path(folder) / file.name
    code, prune, seconds = call(skylite, "prune", file, "--ratio", 0.5, "--align", 1, "--json", "--out", out, *options)
    out.unlink(missing_ok=True)
    before, after, proof = prune["before"], prune["after"], prune["certificate"]
    moved = f" (moved by {proof['silencedAgainstRemoved']:.2g})" if proof["isApproximate"] else ""
    return (
        f"| {file.stem} | {check['agreement']:.1e} | {before['parameters']:,} → {after['parameters']:,} | {before['macs'] / 1e6:,.1f} M → {after['macs'] / 1e6:,.1f} M "
        f"| {before['bytes'] / 1e6:.1f} → {after['bytes'] / 1e6:.1f} | {before['milliseconds']:.1f} → {after['milliseconds']:.1f} ({prune['speedUp']:.2f} ×) "
        f"| {proof['silencedAgainstRemoved']:.1e}{moved} | {proof['interpreterAgainstRuntime']:.1e} | {prune['pruneSeconds']:.2f} | {seconds:.0f} |"
        + ("" if code == 0 else f" exit code {code}")
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exports", type=pathlib.Path)
    parser.add_argument("--skylite", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2] / "skylite")
    parser.add_argument("--only", nargs="*", help="names of networks")
    known, options = parser.parse_known_args()
    print(HEADER)
    with tempfile.TemporaryDirectory() as folder:
        for file in sorted(known.exports.glob("*.onnx")):
            if known.only and file.stem not in known.only:
                continue
            try:
                print(row(known.skylite, file, [option for option in options if option != "--"], folder), flush=True)
            except (RuntimeError, KeyError) as error:
                print(f"| {file.stem} | FAILED: {error!r} |", flush=True)


if __name__ == "__main__":
    main()
