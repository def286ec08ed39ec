"""Reported events to located, comparable records: files in, columns out, nothing on the network.

In reading order: `types`, `errors` are what all modules pass around. `names`, `spellings`, `dates`
read text. `gazetteer` holds places; `hits`, `matching` and `geocoding` turn a name into a `Match`.
`boundaries` and `locating` say which region holds a point. `formats` reads files, `clustering`
joins reports into events, `publishing` says what may leave. `ingest` runs these over files and
`store` keeps the result; `query` and `aggregate` select from it and count.
"""

from geodata.gazetteer import open_gazetteer
from geodata.geocoding import Geocoder
from geodata.types import Match

__all__ = ["Geocoder", "Match", "open_gazetteer"]
