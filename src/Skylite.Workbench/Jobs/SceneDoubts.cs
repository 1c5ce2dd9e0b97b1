using System.Globalization;
using Skylite.Imagery;
using Skylite.Imagery.Maps;
using Skylite.Imagery.Rasters;
using Skylite.Workbench.Models;

namespace Skylite.Workbench.Jobs;

/// <summary>What a user should know about scenes before a map of them is believed.</summary>
internal static class SceneDoubts
{
    // Up to here augmentation by scale, and growth of objects, cover the difference.
    private const double OtherSize = 1.5;

    /// <summary>Looks at scenes: their place, their values, and how two dates lie to each other.</summary>
    /// <param name="scenes">One scene, or the two dates.</param>
    /// <param name="facts">What the model that they are for says of itself.</param>
    /// <param name="say">Told in a sentence each.</param>
    public static void Tell(IReadOnlyList<RasterScene> scenes, ModelFacts facts, Action<string> say)
    {
        TellPlace(scenes, facts.GroundSize, say);
        TellValues(scenes, facts.Preprocessing, say);
        if (scenes.Count == 2)
        {
            TellRegistration(scenes[0], scenes[1], say);
        }
    }

    private static void TellPlace(IReadOnlyList<RasterScene> scenes, double? learntWith, Action<string> say)
    {
        if (scenes[0].ControlPoints > 0)
        {
            say($"warning: '{scenes[0].Name}' is placed by ground control points, which the map does not keep. "
                + "To have it on the ground, bring the scene onto a grid first ('gdalwarp IN OUT.tif')");
        }
        else if (scenes[0].Grid.GeoTransform is null)
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

        if (learntWith is { } metres && GroundArea.SideOf([scenes[0].Grid]) is { } side && Math.Max(side / metres, metres / side) > OtherSize)
        {
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"warning: pixels of '{scenes[0].Name}' are {side} m large and the model learnt with {metres} m: "
                + $"what it knows looks {(side > metres ? "smaller" : "larger")} here. Resample the scene ('gdalwarp -tr') or train on such pixels"));
        }

        if (scenes.Count == 2 && scenes[0].Files.Select(Path.GetFullPath).SequenceEqual(scenes[1].Files.Select(Path.GetFullPath)))
        {
            say($"warning: both dates are '{scenes[0].Name}': nothing can have changed");
        }

    }

    private static void TellValues(IReadOnlyList<RasterScene> scenes, Preprocessing form, Action<string> say)
    {
        SceneValues[] values = [.. scenes.Select(SceneValues.Of)];
        foreach (var (scene, value) in scenes.Zip(values))
        {
            if ((value.DoubtAbout(form) is { } doubt ? "warning: " + doubt : form.DoubtAbout(scene.DataType)) is { } warning)
            {
                say(warning);
            }
        }

        if (scenes.Count < 2)
        {
            return;
        }

        if (values[1].DoubtBeside(values[0], form) is { } difference)
        {
            say("warning: " + difference);
        }

        if (!scenes[0].Meant.SequenceEqual(scenes[1].Meant))
        {
            say($"warning: the files of the two dates state other scales or offsets ({Text(scenes[0])} and {Text(scenes[1])}); "
                + "raw values are read without them, as in training. Bring both to the same numbers first ('gdal_translate -unscale')");
        }

        static string Text(RasterScene scene) =>
            string.Join(", ", scene.Meant.Distinct().Select(m => string.Create(CultureInfo.InvariantCulture, $"× {m.Scale} + {m.Offset}")));
    }

    private static void TellRegistration(RasterScene first, RasterScene second, Action<string> say)
    {
        if (Registration.Estimate(first, second) is not { } shift)
        {
            say("whether the dates lie on each other could not be checked: too little in both can be matched");
        }
        else if (shift.LooksWrong)
        {
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"warning: registration looks wrong: the second date lies {Math.Abs(shift.Columns):0.#} pixels to the "
                + $"{(shift.Columns > 0 ? "right" : "left")} and {Math.Abs(shift.Rows):0.#} {(shift.Rows > 0 ? "down" : "up")} of the first "
                + $"({shift.Agreeing} of {shift.Windows} windows agree); shifted edges will look like change"));
        }
    }
}
