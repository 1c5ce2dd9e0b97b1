using System.Globalization;
using System.Text.RegularExpressions;
using Skylite.Imagery.Splits;

namespace Skylite.Workbench.Datasets;

/// <summary>Looks at names for samples that should not stand in different parts: tiles of one larger image, whose neighbours overlap or at least look alike.</summary>
public static partial class SampleNames
{
    private static readonly char[] Dividers = ['_', '-', '.', ' '];

    /// <summary>The larger image that a tile's name tells of: what stands before two numbers (row and column) or four (corners) at its end; null where there are none.</summary>
    /// <param name="path">The name of a sample, such as <c>train/A/area12_512_0768.png</c>.</param>
    public static string? Source(string path)
    {
        var words = Path.GetFileNameWithoutExtension(path).Split(Dividers, StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Reverse().TakeWhile(w => Number().IsMatch(w)).Select(w => long.Parse(w.AsSpan(char.IsAsciiLetter(w[0]) ? 1 : 0), CultureInfo.InvariantCulture)).ToArray();
        var isCorners = numbers.Length >= 4 && numbers[3] < numbers[1] && numbers[2] < numbers[0];
        var length = isCorners ? 4 : numbers.Length >= 2 ? 2 : 0;
        return length > 0 && words.Length > length ? string.Join('_', words[..^length]) : null;
    }

    /// <summary>Larger images whose tiles are in more than one part.</summary>
    /// <param name="samples">Names and parts.</param>
    /// <returns>Each image, with the parts that have tiles of it, in order.</returns>
    public static IReadOnlyList<(string Source, IReadOnlyList<SplitPart> Parts)> Shared(IEnumerable<(string Name, SplitPart Part)> samples) =>
    [
        .. samples.Select(s => (Source: Source(s.Name), s.Name, s.Part))
            .Where(s => s.Source is not null)
            .GroupBy(s => s.Source!)
            // Blocks that one file was cut into are in several parts on purpose.
            .Where(g => g.Select(s => s.Name).Distinct().Count() > 1)
            .Select(g => (Source: g.Key, Parts: (IReadOnlyList<SplitPart>)[.. g.Select(s => s.Part).Distinct().Order()]))
            .Where(s => s.Parts.Count > 1)
            .OrderBy(s => s.Source, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^[xyrc]?\d{1,9}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
