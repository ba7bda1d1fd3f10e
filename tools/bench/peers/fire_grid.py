"""Burn the same uniform landscape with pyretechnics and with Tuiyan, and compare.

    python fire_grid.py                       # the default case, the example binary of `hazards`
    python fire_grid.py --wind 0 --minutes 600
    python fire_grid.py --tuiyan "target/release/tuiyan calc fire-grid"

Both sides burn from the middle cell. Each area is compared with the ellipse of that side's own
spread rates, so that a difference in the point model is not taken for one in the solver. Both
rates are burned cells per second of processor time, of the spread alone: reading inputs and
setting up arrays of the landscape is left out on both sides, preparing the fuel is not.
"""

import argparse
import math
import subprocess
import time

import numpy as np
import pyretechnics.conversion as conv
import pyretechnics.eulerian_level_set as els
import pyretechnics.fuel_models as fm
import pyretechnics.surface_fire as sf
from pyretechnics.space_time_cube import SpaceTimeCube


def ellipse_ha(ros_m_min, length_to_width, minutes):
    e = math.sqrt(max(0.0, length_to_width**2 - 1.0)) / length_to_width
    length_m = ros_m_min * (1.0 + (1.0 - e) / (1.0 + e)) * minutes
    return math.pi / 4.0 * length_m * length_m / length_to_width / 1e4


def peer(case):
    """Burned cells, their area (ha), ellipse (ha), processor seconds."""
    shape = (math.ceil(case.minutes / 60) + 1, case.cells, case.cells)
    moisture = (case.m1, case.m10, case.m100, 0.0, case.herb, case.woody)
    fuel = fm.moisturize(fm.get_fuel_model(case.fuel), moisture)
    # Albini and Baughman (1979), no canopy: the peer applies the same factor to its 20 ft wind.
    depth_ft = fuel["delta"]
    waf = 1.83 / math.log((20.0 + 0.36 * depth_ft) / (0.13 * depth_ft))
    wind_20ft_m_min = case.wind / waf
    wind_10m_km_h = conv.wind_speed_20ft_to_wind_speed_10m(conv.m_min_to_km_hr(wind_20ft_m_min))
    lowest = sf.calc_surface_fire_behavior_no_wind_no_slope(fuel)
    highest = sf.calc_surface_fire_behavior_max(
        lowest, case.wind, case.wind_from, case.slope, case.aspect, False
    )
    values = {
        "slope": case.slope,
        "aspect": case.aspect,
        "fuel_model": case.fuel,
        "canopy_cover": 0.0,
        "canopy_height": 0.0,
        "canopy_base_height": 0.0,
        "canopy_bulk_density": 0.0,
        "wind_speed_10m": wind_10m_km_h,
        "upwind_direction": case.wind_from,
        "fuel_moisture_dead_1hr": case.m1,
        "fuel_moisture_dead_10hr": case.m10,
        "fuel_moisture_dead_100hr": case.m100,
        "fuel_moisture_live_herbaceous": case.herb,
        "fuel_moisture_live_woody": case.woody,
        "foliar_moisture": 1.0,
    }
    cubes = {name: SpaceTimeCube(shape, value) for name, value in values.items()}
    state = els.SpreadState(shape).ignite_cell((case.cells // 2, case.cells // 2))
    start = time.process_time()
    result = els.spread_fire_with_phi_field(
        cubes,
        state,
        cube_resolution=(60, case.cell_m, case.cell_m),
        start_time=0.0,
        max_duration=float(case.minutes),
        use_wind_limit=False,
        surface_lw_ratio_model="behave",
    )
    took = time.process_time() - start
    matrices = result["spread_state"].get_full_matrices()
    arrival = np.asarray(matrices["time_of_arrival"])
    burned = int(np.count_nonzero(~np.isnan(arrival) & (arrival >= 0)))
    area = burned * case.cell_m**2 / 1e4
    ellipse = ellipse_ha(highest["max_spread_rate"], highest["length_to_width_ratio"], case.minutes)
    return burned, area, ellipse, took


def tuiyan(case):
    """Burned cells, area (ha), ellipse (ha), processor seconds."""
    row = [case.fuel, case.m1, case.m10, case.m100, case.herb, case.woody, case.wind]
    row += [case.wind_from, case.slope, case.aspect, case.minutes, case.cell_m, case.cells]
    program = case.tuiyan.split()
    text = subprocess.run(
        program + [str(value) for value in row], check=True, capture_output=True, text=True
    ).stdout
    found = dict(line.split(maxsplit=1) for line in text.splitlines() if line)
    return (
        int(found["burned_cells"]),
        float(found["area_ha"]),
        float(found["ellipse_ha"]),
        float(found["cpu_s"]),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--fuel", type=int, default=1, help="fuel model number (default 1)")
    parser.add_argument("--m1", type=float, default=0.06, help="1-h moisture, fraction")
    parser.add_argument("--m10", type=float, default=0.07)
    parser.add_argument("--m100", type=float, default=0.08)
    parser.add_argument("--herb", type=float, default=0.6)
    parser.add_argument("--woody", type=float, default=0.9)
    parser.add_argument("--wind", type=float, default=80.0, help="midflame wind, m/min (default 80)")
    parser.add_argument("--wind-from", type=float, default=270.0)
    parser.add_argument("--slope", type=float, default=0.0)
    parser.add_argument("--aspect", type=float, default=0.0)
    parser.add_argument("--minutes", type=float, default=360.0)
    parser.add_argument("--cell-m", type=float, default=30.0)
    parser.add_argument("--cells", type=int, default=601, help="cells along a side (default 601)")
    parser.add_argument("--repeat", type=int, default=5, help="runs of each side; the best counts")
    parser.add_argument(
        "--tuiyan",
        default="target/release/examples/fire_grid",
        help="program that takes the columns of `fire-grid` as arguments",
    )
    case = parser.parse_args()
    theirs = min((peer(case) for _ in range(case.repeat)), key=lambda run: run[3])
    ours = min((tuiyan(case) for _ in range(case.repeat)), key=lambda run: run[3])
    print(f"{'':24}{'pyretechnics':>16}{'tuiyan':>16}")
    print(f"{'burned cells':24}{theirs[0]:>16}{ours[0]:>16}")
    print(f"{'ellipse, ha':24}{theirs[2]:>16.2f}{ours[2]:>16.2f}")
    by_cells = ours[0] * case.cell_m**2 / 1e4
    print(f"{'area error by cells':24}{theirs[1] / theirs[2] - 1:>+16.3%}{by_cells / ours[2] - 1:>+16.3%}")
    print(f"{'area error by edge':24}{'':>16}{ours[1] / ours[2] - 1:>+16.3%}")
    rates = [run[0] / max(run[3], 1e-9) for run in (theirs, ours)]
    print(f"{'processor time, s':24}{theirs[3]:>16.4f}{ours[3]:>16.4f}")
    print(f"{'cells per second':24}{rates[0]:>16.0f}{rates[1]:>16.0f}")
    print(f"{'ratio':24}{'1':>16}{rates[1] / rates[0]:>16.1f}")


if __name__ == "__main__":
    main()
