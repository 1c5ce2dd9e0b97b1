using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Skylite.Imagery.Datasets;

namespace Skylite.Imagery.Dense;

/// <summary>What the names of tiles tell of the larger images that they were cut from.</summary>
public static partial class TileNames
{
    // Fewer larger images than this, or one that has most tiles, are looked at again.
    private const int FewImages = 10;

    // Offsets of pixels are multiples of a tile's side or stride; numbers of images and tiles are not.
    private const int SmallestStep = 8;

    // No image is so much higher than it is wide: what counts up so far are images.
    private const int LargestAspect = 4;

    private static readonly char[] Dividers = ['_', '-', '.', ' '];

    /// <summary>
    /// The larger image that a tile's name tells of: what stands before two numbers (row and column) or four (corners) at its end; null where there are none.
    /// </summary>
    /// <param name="path">The name of a sample, such as <c>train/A/area12_512_0768.png</c>.</param>
    public static string? Source(string path) => Read(path)?.Source;

    /// <summary>
    /// The larger image of each tile, null for what is none. Where few images would have all tiles, or one has most, and two numbers that end the names are no
    /// rows and columns (they stand behind train, val or test, or the first counts up further than rows would), the first of them is taken for the image's and
    /// the second for the tile's, as in <c>train_216_16</c>.
    /// </summary>
    /// <param name="paths">Names of all samples.</param>
    public static IReadOnlyList<string?> Sources(IReadOnlyList<string> paths)
    {
        var names = paths.Select(Read).ToArray();
        var plain = names.OfType<Name>().Where(n => n.IsPair).ToArray();
        string?[] sources = [.. names.Select(n => n?.Source)];
        if (plain.Length == 0 || !AreCoarse(sources) || (IsSpread(plain) && !AreNumbered(plain)))
        {
            return sources;
        }

        string?[] finer = [.. names.Select(n => n is { IsPair: true } ? Invariant($"{n.Source}_{n.First}") : n?.Source)];
        return finer.Distinct().Count() >= FewImages ? finer : sources;
    }

    private static bool AreCoarse(string?[] sources)
    {
        var groups = sources.Where(s => s is not null).GroupBy(s => s).Select(g => g.Count()).ToArray();
        var singles = sources.Count(s => s is null);
        return groups.Length > 0 && (groups.Length + singles < FewImages || groups.Max() > sources.Length / 2);
    }

    // Two or more larger images, which may be meant as such.
    private static bool IsSpread(Name[] names) =>
        names.Select(n => n.Source).Distinct().Skip(1).Any() && !names.All(n => PartFolders.PartOf(n.Source) is not null);

    private static bool AreNumbered(Name[] names)
    {
        var step = names.SelectMany(n => new[] { n.First, n.Second }).Aggregate(BigInteger.Zero, (all, n) => BigInteger.GreatestCommonDivisor(all, n));
        var largest = names.GroupBy(n => n.Source).MaxBy(g => g.Count())!.ToArray();
        return step < SmallestStep && largest.Select(n => n.First).Distinct().Count() > LargestAspect * largest.Select(n => n.Second).Distinct().Count();
    }

    private static Name? Read(string path)
    {
        var words = Path.GetFileNameWithoutExtension(path).Split(Dividers, StringSplitOptions.RemoveEmptyEntries);
        var numbers = words.Reverse()
            .TakeWhile(w => Number().IsMatch(w))
            .Select(w => long.Parse(w.AsSpan(char.IsAsciiLetter(w[0]) ? 1 : 0), CultureInfo.InvariantCulture)).ToArray();
        var isCorners = numbers.Length >= 4 && numbers[3] < numbers[1] && numbers[2] < numbers[0];
        var length = isCorners ? 4 : numbers.Length >= 2 ? 2 : 0;
        return length > 0 && words.Length > length
            ? new Name(string.Join('_', words[..^length]), numbers[length - 1], numbers[0], length == 2 && words[^2..].All(w => char.IsAsciiDigit(w[0])))
            : null;
    }

    [GeneratedRegex(@"^[xyrc]?\d{1,9}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    // Letters before numbers say that they are rows and columns.
    private sealed record Name(string Source, long First, long Second, bool IsPair);
}
