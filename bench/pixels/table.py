"""Prints a Markdown table of the runs below a folder, one row per network and stage: mean and deviation over the seeds that its folders end with.

    bench/pixels/table.py OUT
"""
import json
import pathlib
import re
import statistics
import sys


def rows(folder):
    found = {}
    for file in sorted(pathlib.Path(folder).glob("*/eval-*.json")):
        name, seed, int8 = re.fullmatch(r"(.*)-(\d+)(-int8)?", file.parent.name).groups()
        stage = json.loads((file.parent / "result.json").read_text())["stages"][-1]
        key = (name, f"{'quantize' if int8 else 'float'}, {file.stem.removeprefix('eval-')}")
        found.setdefault(key, []).append((int(seed), stage | {"test": json.loads(file.read_text())["figures"]}))
    for file in sorted(pathlib.Path(folder).glob("*/result.json")):
        name = re.sub(r"-\d+(-int8)?$", "", file.parent.name)
        result = json.loads(file.read_text())
        stages = result["stages"][1:] if result["kind"] == "compress" else result["stages"]
        for stage in stages:
            key = (name, "float" if result["kind"] == "train" else stage["name"])
            found.setdefault(key, []).append((result["seed"], stage))
    return found


def spread(values):
    text = ", ".join(f"{v:.2f}" for v in values)
    return f"{text} | {statistics.mean(values):.2f}" + (f" ± {statistics.stdev(values):.2f}" if len(values) > 1 else "")


def main(folder):
    print("| network | stage | parameters | file kB | seeds | change F1 (or F1 of the last class) % | mean | mean IoU % | mean |")
    print("|---|---|---|---|---|---|---|---|---|")
    for (name, stage), runs in sorted(rows(folder).items()):
        tests = [run["test"] for _, run in runs]
        first = runs[0][1]
        print(
            f"| {name} | {stage} | {first['cost']['parameters']:,} | {first['fileBytes'] / 1000:.0f} | {', '.join(str(seed) for seed, _ in runs)} "
            f"| {spread([100 * t['f1'][-1] for t in tests])} | {spread([100 * t['meanIntersectionOverUnion'] for t in tests])} |"
        )


main(sys.argv[1])
