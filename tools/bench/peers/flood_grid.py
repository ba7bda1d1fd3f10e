"""Itzi (local inertial, Cython) and ours on the same sloshing water: cell updates a second of processor time.

500 x 500 cells of 10 m, uneven ground, all of it under water, which is tilted by half a metre at first; both run
300 s with an adaptive step of 0.7 of the longest stable one.
"""

import argparse
import re
import subprocess
import sys
import time

import numpy as np
from itzi.rasterdomain import RasterDomain
from itzi.surfaceflow import SurfaceFlowSimulation

SIDE, CELL_M, LENGTH_S = 500, 10.0, 300.0


def itzi_updates_s(runs: int) -> float:
    """The best of some runs."""
    x, y = np.meshgrid(np.arange(SIDE), np.arange(SIDE))
    ground = np.sin(0.05 * x) * np.cos(0.03 * y) + 0.1 * np.sin(0.7 * x + 0.4 * y)
    ground -= ground.min()
    level = ground.max() + 0.5 + 0.5 * x / SIDE
    best = 0.0
    for _ in range(runs):
        domain = RasterDomain(np.float32, np.zeros((SIDE, SIDE), dtype=bool), (CELL_M, CELL_M))
        for name, values in (("dem", ground), ("water_depth", level - ground), ("friction", np.full_like(ground, 0.03))):
            domain.update_array(name, values.astype(np.float32))
        flow = SurfaceFlowSimulation(domain, dict(dtmax=60.0, cfl=0.7, g=9.81, theta=0.8, hmin=0.0001, slmax=0.1, vrouting=0.1))
        flow.update_flow_dir()
        now, steps, begun = 0.0, 0, time.process_time()
        while now < LENGTH_S:
            flow.solve_dt()
            now += flow.dt.total_seconds()
            flow.step()
            steps += 1
        best = max(best, steps * SIDE * SIDE / (time.process_time() - begun))
    return best


def ours_updates_s(program: str) -> list[tuple[float, float]]:
    """What our bench prints: updates a second, and how much faster two threads are, on the grid and on the graph."""
    text = subprocess.run([program, "flood"], check=True, capture_output=True, text=True).stdout
    print(text, end="")
    updates, times = re.findall(r"(\d+) million cell updates", text), re.findall(r"([\d.]+) times less", text)
    return [(1e6 * float(update), float(time)) for update, time in zip(updates, times)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tuiyan", default="target/release/bench", help="our bench")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    ours, peer = ours_updates_s(given.tuiyan), itzi_updates_s(given.runs)
    print(f"Itzi {peer / 1e6:.1f} million cell updates a second of one core, all on a grid")
    for what, (updates, times) in zip(("grid", "graph"), ours):
        print(f"Tuiyan on a {what}: {updates / peer:.1f} times as many, with two threads {updates * times / peer:.1f} times")


if __name__ == "__main__":
    sys.exit(main())
