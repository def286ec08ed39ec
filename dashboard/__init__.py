"""The dashboard: an opened atlas as an interactive page and as pictures. It imports `geodata`.

Read in this order: `state` (a view and its URL), `services` (the opened things), `scene` (a view
becomes one Scene: `bubbles` or `layers` of `marks`, a `tray` of what has none, in the colours of
`palette`, sized by `scales`, seen by `camera`, said in `words`). A Scene is drawn twice: by
`figures` for the browser and by `drawing` as SVG, which `snapshot` turns into PNG or PDF; `exports`
is what a view selects as files. `opened`, `events`, `claims`, `ranges` and `advice` are what else
the page tells. `panels` hold its parts, `navigation` writes the view from `controls`, `routes`
serve what is beside Dash, `app` puts them together. `live` opens an atlas again that was replaced.
`commands` and `cli` are the command line.

The desk, where people settle names: `waiting` lists them, `offers` is what they may mean, `steps`
are decisions and the way back, `ledger` keeps them, `desk` holds these together, `bulk` accepts
many at once, `acting` does what a person does by `keys` or clicks. `rejoining` does what a person
decides about events in the drawer.

Files that people add through the page "Add data", if the server allows it: `uploads` keeps them,
`intake` reads them or builds an atlas of them in a process of `building`, `adding` holds these
together and `upload_routes` serve them.
"""
