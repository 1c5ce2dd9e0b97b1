using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Rasters;

namespace Skylite.Workbench.Jobs;

/// <summary>What a user should know about scenes before a map of them is believed.</summary>
internal static class SceneDoubts
{
    /// <summary>Looks at scenes: their place, their values, and how two dates lie to each other.</summary>
    /// <param name="scenes">One scene, or the two dates.</param>
    /// <param name="form">The preprocessing of the model that they are for.</param>
    /// <param name="say">Told in a sentence each.</param>
    public static void Tell(IReadOnlyList<RasterScene> scenes, Preprocessing form, Action<string> say)
    {
        if (scenes[0].Grid.GeoTransform is null)
        {
            say($"'{scenes[0].Name}' does not say where it lies on the ground: the map does not either");
        }
        else if (scenes[0].Grid.Projection.Length == 0)
        {
            say($"'{scenes[0].Name}' has no coordinate reference system: the map keeps its coordinates and has none either");
        }

        if (scenes[0].Grid.GeoTransform is { } map && (map.RowRotation, map.ColumnRotation) is not (0, 0))
        {
            say($"'{scenes[0].Name}' is rotated: the map has the same rotation, which not every program shows");
        }

        if (scenes.Count == 2 && scenes[0].Files.Select(Path.GetFullPath).SequenceEqual(scenes[1].Files.Select(Path.GetFullPath)))
        {
            say($"warning: both dates are '{scenes[0].Name}': nothing can have changed");
        }

        foreach (var warning in scenes.Select(s => ValueCheck.Describe(s, form)).OfType<string>())
        {
            say("warning: " + warning);
        }

        if (scenes.Count == 2 && Registration.Estimate(scenes[0], scenes[1]) is { LooksWrong: true } shift)
        {
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"warning: registration looks wrong: the second date lies {Math.Abs(shift.Columns):0.#} pixels to the {(shift.Columns > 0 ? "right" : "left")} and {Math.Abs(shift.Rows):0.#} {(shift.Rows > 0 ? "down" : "up")} of the first ({shift.Agreeing} of {shift.Windows} windows agree); shifted edges will look like change"));
        }
    }
}
