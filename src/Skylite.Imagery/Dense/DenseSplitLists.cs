using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense;

/// <summary>
/// Divides pixel-labelled samples by lists: files such as <c>train.txt</c> and
/// <c>test.txt</c> that name samples or folders of them, one a line or with commas between.
/// </summary>
public static class DenseSplitLists
{
    private const int Named = 3;

    /// <summary>Gives samples the parts that lists say.</summary>
    /// <param name="directory">The folder of the lists.</param>
    /// <param name="samples">The samples; what their authors keep them for is forgotten.</param>
    /// <param name="root">The data set's folder.</param>
    /// <returns>
    /// The samples that are used: those on a list, and without a list for training all others too, their part open. What a user should know of names that are
    /// no samples; null where there are none.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no lists, or a name stands for nothing or for two parts.</exception>
    public static (IReadOnlyList<DenseSample> Samples, string? Note) Apply(string directory, IReadOnlyList<DenseSample> samples, string root)
    {
        var lists = ListedNames.Of(directory)
            ?? throw new InvalidDataException(
                $"'{directory}' has no lists: files such as train.txt, val.txt and test.txt that name samples or folders of them. "
                + "With test.txt alone all others train.");
        var (parts, missing, twice) = lists.Apply(samples, root);
        var unknown =
            $"{missing.Count} names on the lists in '{directory}' are no samples, the first are {string.Join(", ", missing.Take(Named).Select(n => $"'{n}'"))}";
        string?[] said = [missing.Count > 0 ? unknown : null, ListedNames.NoteOfHeldOutTwice(twice)];
        // Published lists may name what was not downloaded; a list of which nothing is there is a mistake.
        return parts.All(p => p is null) || (missing.Count > 0 && lists.Parts.Any(part => !parts.Contains(part)))
            ? throw new InvalidDataException($"{unknown}; samples are called as '{samples[0].Name}'. A part of a name between slashes is enough.")
            : ([.. samples.Select((s, i) => s with { Part = parts[i], Omission = parts[i] is null && s.Omission == DenseOmission.Faulty ? s.Omission : null })
                .Where(s => s.Part is not null || !lists.Parts.Contains(SplitPart.Train))],
                string.Join("; ", said.OfType<string>()) is { Length: > 0 } note ? note : null);
    }
}
