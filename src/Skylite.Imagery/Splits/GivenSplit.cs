using System.Globalization;
using Skylite.Imagery.Datasets;

namespace Skylite.Imagery.Splits;

/// <summary>A split that others have made, by folders or by lists, completed with what it lacks.</summary>
/// <param name="Source">Where it comes from: <c>folders</c> or <c>lists</c>.</param>
/// <param name="Parts">The part of each image of a data set; null for images that are not used.</param>
/// <param name="Notes">What a user should know about it, one sentence each.</param>
public sealed record GivenSplit(string Source, IReadOnlyList<SplitPart?> Parts, IReadOnlyList<string> Notes)
{
    /// <summary>The split that the folders of a data set make, or null if it is not divided.</summary>
    /// <param name="scenes">The data set.</param>
    public static GivenSplit? OfFolders(SceneCollection scenes) => scenes.Parts is { } parts
        ? new GivenSplit(
            "folders",
            [.. parts.Select(p => (SplitPart?)p)],
            [$"the images are divided already, into folders: {Counts([.. parts.Select(p => (SplitPart?)p)])}"])
        : null;

    /// <summary>
    /// The split with all three parts: validation is taken from the training images where there is none (seeded, class by class); where there is validation but
    /// no test, the validation images test.
    /// </summary>
    /// <param name="scenes">The data set.</param>
    /// <param name="options">Share of validation, seed, and images of each class to train on.</param>
    /// <exception cref="InvalidDataException">There are no images to train on, or none to test on.</exception>
    public GivenSplit Complete(SceneCollection scenes, SplitOptions options)
    {
        var parts = Parts.ToArray();
        var notes = Notes.ToList();
        if (!parts.Contains(SplitPart.Test))
        {
            parts = Array.ConvertAll(parts, p => p == SplitPart.Validation ? SplitPart.Test : p);
            notes.Add("there are no images to test on, so those for validation test, and nothing else is done with them");
        }

        if (!parts.Contains(SplitPart.Train) || !parts.Contains(SplitPart.Test))
        {
            throw new InvalidDataException($"The split given by {Source} has {Counts(parts)}: images to train on and images to test on are needed.");
        }

        var carve = !parts.Contains(SplitPart.Validation) && options.ValidationShare > 0;
        if (options.TrainPerClass is { } perClass)
        {
            ForEachClass(parts, scenes, options.Seed, members =>
            {
                foreach (var left in members.Skip(perClass))
                {
                    parts[left] = null;
                }
            });
            notes.Add(Invariant($"{perClass} images of each class are used of those to train on"));
        }

        if (carve)
        {
            ForEachClass(parts, scenes, options.Seed, members =>
            {
                var count = Math.Min(members.Length - 1, Math.Max(1, (int)Math.Round(members.Length * options.ValidationShare, MidpointRounding.AwayFromZero)));
                foreach (var validating in members.TakeLast(count))
                {
                    parts[validating] = SplitPart.Validation;
                }
            });
            notes.Add(Invariant($"there are no images for validation, so {100 * options.ValidationShare:0.#} ")
                + Invariant($"% of those to train on are kept for it, class by class, seed {options.Seed}"));
        }

        return this with { Parts = parts, Notes = notes };
    }

    internal static string Counts(IReadOnlyList<SplitPart?> parts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{parts.Count(p => p == SplitPart.Train)} to train, "
        + $"{parts.Count(p => p == SplitPart.Validation)} to validate, {parts.Count(p => p == SplitPart.Test)} to test");

    private static void ForEachClass(SplitPart?[] parts, SceneCollection scenes, int seed, Action<int[]> action)
    {
        for (var label = 0; label < scenes.Classes.Count; label++)
        {
            int[] train = [.. Enumerable.Range(0, parts.Length).Where(i => parts[i] == SplitPart.Train && scenes.Samples[i].Label == label)];
            if (train.Length > 0)
            {
                action(StratifiedSplit.Shuffled(train, scenes.Samples, scenes.Classes[label], seed));
            }
        }
    }
}
