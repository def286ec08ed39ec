"""The door by which an atlas leaves: a folder in, an Atlas out as a publish profile shows it.

Whatever is served, drawn or exported comes through here. Building, rebuilding and the desk use the
private door, `geodata.store.open_atlas`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geodata import publishing
from geodata.boundaries import load_area_names
from geodata.profiles import BUILT_IN, PRIVATE, Profile, parse_settings
from geodata.reference import open_reference
from geodata.store import Atlas, load_card, open_atlas


def open_published(path: Path, name: str | None = None) -> Atlas:
    """Open an atlas as a profile shows it.

    Parameters
    ----------
    path
        Its folder.
    name
        Of a profile that comes with Event Atlas or that the atlas defines; None takes the one that
        the atlas says is its default, the private one where it says nothing.

    Raises
    ------
    InputError
        If there is no such profile, or `[publish]` in atlas.toml can't be used.
    StoreError
        If the folder isn't there, isn't an atlas, or is incomplete.
    DataError
        If the reference data are missing.
    """
    atlas = open_atlas(path)  # says best what is wrong with a folder
    return publish(atlas, find_profile(path, name))


def reopen(atlas: Atlas) -> Atlas:
    """Open an atlas again by the profile that it was opened by, whatever is its default now.

    Raises
    ------
    InputError, StoreError, DataError
        As for `open_published`.
    """
    return open_published(atlas.path, atlas.profile)


def find_profile(path: Path, name: str | None = None) -> Profile:
    """Return the profile by which an atlas is to be opened.

    Raises
    ------
    InputError
        If there is none of this name, or `[publish]` in atlas.toml can't be used.
    StoreError
        If the folder isn't an atlas.
    """
    if name == PRIVATE:  # nothing that is written there can make it another one
        return BUILT_IN[PRIVATE]
    return parse_settings(load_card(path).others.get("publish")).get(name)


def publish(atlas: Atlas, profile: Profile) -> Atlas:
    """Return an opened atlas as a profile shows it.

    Raises
    ------
    DataError
        If the reference data are missing.
    """
    return publishing.publish(atlas, profile, load_area_names(), cache(open_reference))
