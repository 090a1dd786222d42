"""Groups of given places: how many there are, who belongs to them, who is left out."""

import numpy as np

from shangliang.insight.mapping.groups import STEPS_OF_MIXTURE, groups_of
from shangliang.insight.mapping.mixture import belonging


def cloud(people: int, across: float, along: float = 0.0, seed: int = 1) -> np.ndarray:
    return np.array([across, along]) + np.random.default_rng(seed).normal(0, 1, (people, 2))


def joined_by(place: tuple[float, float], reach: float, left: int = 300, right: int = 100) -> int:
    """Which of two groups, of which somebody who saw everything stands at −4 and 8, somebody else belongs to."""
    points = np.vstack([cloud(left, -4), cloud(right, 8), place])
    label = np.repeat([0, 1, -1], [left, right, 1]).astype(np.int8)
    return int(belonging(points, np.append(np.ones(left + right), reach), label, 2, STEPS_OF_MIXTURE)[-1])


def right_pairs(one: np.ndarray, other: np.ndarray) -> float:
    return float(((one[:, None] == one) == (other[:, None] == other)).mean())


def test_the_same_place_nearer_to_the_middle_counts_for_more_after_few_votes():
    assert [joined_by((1.5, 0.0), reach) for reach in (1.0, 0.3)] == [0, 1]


def test_who_stands_in_the_middle_after_few_votes_goes_with_the_larger_group_wherever_that_is():
    sizes = ((300, 100), (100, 300))
    assert [joined_by((0.0, 0.0), 0.01, *both) for both in sizes] == [0, 1]


def of_all_reaches(people: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The group, the reach and the place of people who saw a hundredth of the statements up to all."""
    random = np.random.default_rng(5)
    planted, reach = random.choice(2, people, p=[0.75, 0.25]), random.uniform(0.1, 1.0, people)
    places = reach[:, None] * np.array([[-5.0, 0.0], [15.0, 0.0]])[planted]
    return planted, reach, places + random.normal(0, 1, (people, 2))


def test_people_of_many_and_of_few_votes_find_their_group_better_than_by_the_nearest_centre():
    planted, reach, points = of_all_reaches(2000)
    centres = np.array([points[planted == one].mean(axis=0) for one in range(2)])
    nearest = ((points[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    found = groups_of(points, reach, np.ones(2000, dtype=bool)).label
    assert right_pairs(found, planted) > right_pairs(nearest, planted) + 0.03


def test_nobody_is_left_out_where_another_number_of_groups_holds_everybody():
    points = np.vstack([cloud(60, 0), cloud(50, 12), cloud(3, 6, 25)])
    grouping = groups_of(points, np.ones(113), np.ones(113, dtype=bool))
    assert max(grouping.silhouettes, key=grouping.silhouettes.__getitem__) == 3
    assert (grouping.sizes.tolist(), grouping.ungrouped) == ([60, 53], 0)


def test_people_so_far_out_that_no_number_of_groups_holds_them_are_left_out():
    points = np.vstack([cloud(60, 0), cloud(50, 10), cloud(2, 500)])
    grouping = groups_of(points, np.ones(112), np.ones(112, dtype=bool))
    assert (grouping.sizes.tolist(), grouping.ungrouped) == ([60, 50], 2)
    assert (grouping.label[-2:] == -1).all()


def test_of_thousands_too_everybody_is_grouped_and_centres_are_the_mean_places_of_members():
    planted, reach, points = of_all_reaches(6000)
    grouping = groups_of(points, reach, np.ones(6000, dtype=bool))
    means = [points[grouping.label == one].mean(axis=0) for one in range(2)]
    assert (grouping.label == planted).mean() > 0.98
    assert np.allclose(grouping.centres, means)
