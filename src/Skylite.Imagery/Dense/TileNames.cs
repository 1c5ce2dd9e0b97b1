using System.Globalization;
using System.Text.RegularExpressions;

namespace Skylite.Imagery.Dense;

/// <summary>What the names of tiles tell of the larger images that they were cut from.</summary>
public static partial class TileNames
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

    [GeneratedRegex(@"^[xyrc]?\d{1,9}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Number();
}
