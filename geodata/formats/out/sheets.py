"""What is written: tables in batches, so that a million rows never stand in memory as texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

LON, LAT = "lon", "lat"
"""Columns of a table that has positions: degrees, WGS 84; null where a row is on no place."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """One table."""

    name: str  # reports, claims or sources
    schema: pa.Schema  # texts, days, floats and whole numbers
    n_rows: int
    batches: Callable[[], Iterator[pa.RecordBatch]]  # the rows from the first on, anew each time

    @property
    def has_positions(self) -> bool:
        """Whether its rows can be drawn on a map."""
        return {LON, LAT} <= set(self.schema.names)

    def reader(self) -> pa.RecordBatchReader:
        """Return the rows as Arrow's other readers have them."""
        return pa.RecordBatchReader.from_batches(self.schema, self.batches())


def to_wkb(batch: pa.RecordBatch) -> pa.Array:
    """Return the position of each row as a point in well-known binary; null for none."""
    lon, lat = (batch[name].to_numpy(zero_copy_only=False).astype("float64") for name in (LON, LAT))
    points = np.zeros(len(lon), [("order", "u1"), ("type", "<u4"), ("lon", "<f8"), ("lat", "<f8")])
    points["order"], points["type"], points["lon"], points["lat"] = 1, 1, lon, lat
    size = points.dtype.itemsize
    data = points.tobytes()
    whole = [data[start : start + size] for start in range(0, len(data), size)]
    return pa.array(whole, pa.binary(), mask=np.isnan(lon) | np.isnan(lat))
