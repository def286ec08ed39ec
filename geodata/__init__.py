"""Reported events to located, comparable records: files in, columns out, nothing on the network.

In reading order: `types`, `errors`, `progress`, `saying` are what all use. `names`, `affixes`,
`readings`, `spellings` and `dates` read text (`date_texts`, `date_forms`, `date_ranges` over
`calendars` and `month_names`). `gazetteer` holds places (over `key_index`, `regions`,
and `fuzzy` with `letters` for misspelt names). `contexts`, `hits` (with `misspellings`) find what a
name may mean, `rivals` and `matching` judge it, with `scoring` and `reasons`, into `verdicts`;
`interpreting` does so for each way to read a name, and `geocoding` makes of it a `Match` with its
`candidates`; `asking` takes columns of names, `mentions` reads several names together. `searching`
is for a person who types. `boundaries` and `locating` say which region holds a point. `formats`
reads files, `merging` joins their records. What people decided about names are `decisions`, kept in
a `decision_log`, beside their `joining` of reports (both are `signed_lines`); `settling` finds
those that hold. `placing` (over `grouping`, with `areas`, `positions`, `placements`, `places` and
`unplaced`) puts each report on a place, in a region or nowhere; `clustering` says which tell of
one event, `uniting` applies what people decided of that (by `deciding`), `events` describes them.
`reading` reads files by these (`explaining` says how), `ingest` runs all of it, `rebuilding` over
an atlas itself; `assembly` is what both end with, a `build_report` what both return. `store` opens
the folder with its `tables` and its `card`, `writing` writes it; `query` selects from it, `coding`
makes columns of it, which `aggregate` counts; `reviewing` lists what waits for a person.
`extracting` takes reports out of it with `crediting` beside them, `exporting` writes them into
files, and `brought` is the place that each keeps when they are read back. `profiles` say what may
leave an atlas; `publishing` makes it so (places and days by `coarsening` with `nearest` and
`squares`, texts by `redacting`, claims and sources by `attributing`, rows by `licences`) with a
`publication` as its receipt, and `door` opens an atlas that way. `example` is the atlas that comes
with the package. `batch` geocodes a table and `batch_files` a file of one, without an
atlas. `gazetteer_build` and `boundaries_build` make the data; `reference` opens them.
"""

from geodata.gazetteer import open_gazetteer
from geodata.geocoding import Geocoder
from geodata.types import Match

__all__ = ["Geocoder", "Match", "open_gazetteer"]
