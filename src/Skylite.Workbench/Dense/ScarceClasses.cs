using System.Globalization;

namespace Skylite.Workbench.Dense;

/// <summary>Classes that training knows and validation hardly shows: the best epoch on it says little of them.</summary>
internal static class ScarceClasses
{
    // Less than this part of its share in training.
    private const double Scarce = 0.1;

    /// <summary>The classes, each with its share of the labelled pixels.</summary>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="training">Pixels of each class to train on.</param>
    /// <param name="validation">Pixels of each class to validate on.</param>
    public static IReadOnlyList<(string Name, double Training, double Validation)> Of(IReadOnlyList<string> classes, IReadOnlyList<long> training, IReadOnlyList<long> validation)
    {
        var (trained, validated) = ((double)Math.Max(1, training.Sum()), (double)Math.Max(1, validation.Sum()));
        return
        [
            .. classes.Select((name, c) => (Name: name, Training: training[c] / trained, Validation: validation[c] / validated))
                .Where(c => c.Training > 0 && c.Validation < Scarce * c.Training),
        ];
    }

    /// <summary>What a user should know about them, in a sentence; <see langword="null"/> where there are none.</summary>
    /// <inheritdoc cref="Of"/>
    public static string? Note(IReadOnlyList<string> classes, IReadOnlyList<long> training, IReadOnlyList<long> validation)
    {
        var scarce = Of(classes, training, validation);
        return scarce.Count == 0 ? null
            : $"the part to validate shows too little of {string.Join(", ", scarce.Select(Describe))}: the best epoch on it says little about {(scarce.Count == 1 ? "this class" : "these classes")}. Another --seed or a larger --validation-share may divide better";
    }

    /// <summary>What a user should know of classes that training never shows, in a sentence; <see langword="null"/> where there are none.</summary>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="training">Pixels of each class to train on.</param>
    public static string? Unseen(IReadOnlyList<string> classes, IReadOnlyList<long> training)
    {
        string[] unseen = [.. classes.Where((_, c) => training[c] == 0)];
        return unseen.Length == 0 ? null
            : $"no pixel to train on is of {string.Join(", ", unseen.Select(c => $"'{c}'"))}: {(unseen.Length == 1 ? "this class" : "these classes")} cannot be learnt{(unseen.Length == classes.Count - 1 ? ", and with one class alone there is nothing to tell apart. Are the masks what they should be?" : string.Empty)}";
    }

    private static string Describe((string Name, double Training, double Validation) scarce) => string.Create(
        CultureInfo.InvariantCulture, $"'{scarce.Name}' ({(scarce.Validation > 0 ? $"{100 * scarce.Validation:0.###} %" : "no pixel")}, to train {100 * scarce.Training:0.###} %)");
}
