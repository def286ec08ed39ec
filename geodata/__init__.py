"""Reported events to located, comparable records: files in, columns out, nothing on the network.

In reading order: `types`, `errors` are what all modules pass around. `names`, `spellings`, `dates`
read text. `gazetteer` (over `key_index`, and `fuzzy` with `letters` for misspelt names) holds
places; `contexts`, `hits`, `matching` and `geocoding` turn a name into a `Match`; `searching` is
for a person who types. `boundaries` and `locating` say which region holds a point. `formats` reads
files, `merging` joins their records, `placing` (with `areas` and `unplaced`) puts each report on a
place, in a region or nowhere. `ingest` runs these over files; `store` keeps the `tables` and the
`card` of the result; `query` and `aggregate` select from it and count. `example` is the atlas that
comes with the package. `batch` geocodes a table and `batch_files` a file of one, without an atlas.
`gazetteer_build` and `boundaries_build` make the data.
"""

from geodata.gazetteer import open_gazetteer
from geodata.geocoding import Geocoder
from geodata.types import Match

__all__ = ["Geocoder", "Match", "open_gazetteer"]
