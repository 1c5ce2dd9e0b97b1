using Skylite.Imagery.Dense.Layouts;
using Skylite.Imagery.Splits;

namespace Skylite.Imagery.Dense;

/// <summary>Divides pixel-labelled samples by lists: files such as <c>train.txt</c> and <c>test.txt</c> that name samples or folders of them, one a line or with commas between.</summary>
public static class DenseSplitLists
{
    private const int Named = 3;

    /// <summary>Gives samples the parts that lists say.</summary>
    /// <param name="directory">The folder of the lists.</param>
    /// <param name="samples">The samples; what their authors keep them for is forgotten.</param>
    /// <returns>
    /// The samples that are used: those on a list, and without a list for training all others too, their part open. What a user should know of names that are
    /// no samples; null where there are none.
    /// </returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no lists, or a name stands for nothing or for two parts.</exception>
    public static (IReadOnlyList<DenseSample> Samples, string? Note) Apply(string directory, IReadOnlyList<DenseSample> samples)
    {
        var lists = SplitLists.One(directory);
        if (lists.Count == 0)
        {
            throw new InvalidDataException($"'{directory}' has no lists: files such as train.txt, val.txt and test.txt that name samples or folders of them. With test.txt alone all others train.");
        }

        var parts = new SplitPart?[samples.Count];
        List<string> missing = [];
        foreach (var (part, file) in lists.OrderBy(l => l.Key))
        {
            foreach (var name in Names(file))
            {
                int[] found = [.. Enumerable.Range(0, samples.Count).Where(i => Means(name, samples[i].Name))];
                if (found.Length == 0)
                {
                    missing.Add(name);
                }

                foreach (var place in found)
                {
                    parts[place] = parts[place] is { } other && other != part
                        ? throw new InvalidDataException($"'{samples[place].Name}' is on two lists in '{directory}': {other.Id()} and {part.Id()}.")
                        : part;
                }
            }
        }

        var unknown = $"{missing.Count} names on the lists in '{directory}' are no samples, the first are {string.Join(", ", missing.Take(Named).Select(n => $"'{n}'"))}";
        // Published lists may name what was not downloaded; a list of which nothing is there is a mistake.
        return parts.All(p => p is null) || (missing.Count > 0 && lists.Keys.Any(part => !parts.Contains(part)))
            ? throw new InvalidDataException($"{unknown}; samples are called as '{samples[0].Name}'. A part of a name between slashes is enough.")
            : ([.. samples.Select((s, i) => s with { Part = parts[i] }).Where(s => s.Part is not null || !lists.ContainsKey(SplitPart.Train))], missing.Count > 0 ? unknown : null);
    }

    private static IEnumerable<string> Names(string file) => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase)
        ? ImageList.Read(file)
        : ImageList.Read(file).SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    // Whole segments of the path, the ending aside: a city, a location and a number, a file.
    private static bool Means(string name, string sample)
    {
        var wanted = RasterFolder.WithoutEnding(name.Replace('\\', '/').Trim('/'));
        return wanted.Length > 0 && $"/{RasterFolder.WithoutEnding(sample)}/".Contains($"/{wanted}/", StringComparison.OrdinalIgnoreCase);
    }
}
