using System.Globalization;

namespace Skylite.Workbench.Dense;

/// <summary>Classes that training knows and another part hardly shows: its figures say little of them.</summary>
internal static class ScarceClasses
{
    // Less than this part of its share in training.
    private const double Scarce = 0.1;

    /// <summary>The classes, each with its share of the labelled pixels.</summary>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="training">Pixels of each class to train on.</param>
    /// <param name="other">Pixels of each class of the other part.</param>
    public static IReadOnlyList<(string Name, double Training, double Other)> Of(
        IReadOnlyList<string> classes, IReadOnlyList<long> training, IReadOnlyList<long> other)
    {
        var (trained, shown) = ((double)Math.Max(1, training.Sum()), (double)Math.Max(1, other.Sum()));
        return
        [
            .. classes.Select((name, c) => (Name: name, Training: training[c] / trained, Other: other[c] / shown))
                .Where(c => c.Training > 0 && c.Other < Scarce * c.Training),
        ];
    }

    /// <summary>What a user should know where they are missing from the part that tests, in a sentence; <see langword="null"/> where there are none.</summary>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="training">Pixels of each class to train on.</param>
    /// <param name="test">Pixels of each class to test on.</param>
    /// <param name="draws">Of how many divisions this one is.</param>
    public static string? Untested(IReadOnlyList<string> classes, IReadOnlyList<long> training, IReadOnlyList<long> test, int draws)
    {
        var scarce = Of(classes, training, test);
        return scarce.Count == 0 ? null
            : $"the part to test shows too little of {string.Join(", ", scarce.Select(Describe))}: "
                + $"figures on it say little about {(scarce.Count == 1 ? "this class" : "these classes")}. {Advice(draws)}; a smaller --train-share may help";
    }

    /// <summary>What a user should know about them, in a sentence; <see langword="null"/> where there are none.</summary>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="training">Pixels of each class to train on.</param>
    /// <param name="validation">Pixels of each class to validate on.</param>
    /// <param name="draws">Of how many divisions this one is.</param>
    public static string? Note(IReadOnlyList<string> classes, IReadOnlyList<long> training, IReadOnlyList<long> validation, int draws)
    {
        var scarce = Of(classes, training, validation);
        return scarce.Count == 0 ? null
            : $"the part to validate shows too little of {string.Join(", ", scarce.Select(Describe))}: the best epoch on it says little "
                + $"about {(scarce.Count == 1 ? "this class" : "these classes")}. {Advice(draws)}; a larger --validation-share may help";
    }

    /// <summary>What a user should know of classes that training never shows, in a sentence; <see langword="null"/> where there are none.</summary>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="training">Pixels of each class to train on.</param>
    public static string? Unseen(IReadOnlyList<string> classes, IReadOnlyList<long> training)
    {
        string[] unseen = [.. classes.Where((_, c) => training[c] == 0)];
        return unseen.Length == 0 ? null
            : $"no pixel to train on is of {string.Join(", ", unseen.Select(c => $"'{c}'"))}: "
                + (unseen.Length == 1 ? "this class" : "these classes") + " cannot be learnt"
                + (unseen.Length == classes.Count - 1
                    ? ", and with one class alone there is nothing to tell apart. Are the masks what they should be?"
                    : string.Empty);
    }

    private static string Advice(int draws) => draws == 1
        ? "--split-draws 100 spreads classes more evenly"
        : "smaller blocks (--split-blocks) spread classes more evenly";

    private static string Describe((string Name, double Training, double Other) scarce) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{scarce.Name}' ({(scarce.Other > 0 ? $"{100 * scarce.Other:0.###} %" : "no pixel")}, to train {100 * scarce.Training:0.###} %)");
}
