using System.Globalization;
using System.Text.RegularExpressions;

namespace Skylite.Imagery.Maps;

/// <summary>Names, colours and pixel values of the classes of a map.</summary>
public sealed partial class MapLegend
{
    /// <summary>The pixel value where there is no data.</summary>
    public const byte NoData = 255;

    private const double GoldenAngle = 0.381966;

    private readonly int[] _places = Enumerable.Repeat(-1, NoData + 1).ToArray();

    /// <summary>Makes a legend.</summary>
    /// <param name="names">Names in the order of the model's classes, 1 to 254 of them.</param>
    /// <param name="colors">Colours as <c>#rrggbb</c>, one for each name; empty draws hues that are far apart.</param>
    /// <param name="values">Pixel value of each class, 0 to 254; null or empty counts from 0.</param>
    /// <exception cref="InvalidDataException">
    /// There are too many classes, another number of colours or values, a text that is no colour, or a value that is none of a map or stands for two classes.
    /// </exception>
    public MapLegend(IReadOnlyList<string> names, IReadOnlyList<string> colors, IReadOnlyList<int>? values = null)
    {
        if (names.Count is 0 or > NoData - 1)
        {
            throw new InvalidDataException($"A map has 1 to {NoData - 1} classes, because {NoData} marks pixels without data; this model has {names.Count}.");
        }

        if (colors.Count != 0 && colors.Count != names.Count)
        {
            throw new InvalidDataException($"There are {colors.Count} colours for {names.Count} classes ({string.Join(", ", names)}). Give one for each.");
        }

        if (colors.FirstOrDefault(c => !Color().IsMatch(c)) is { } wrong)
        {
            throw new InvalidDataException($"'{wrong}' is not a colour; colours are written #rrggbb.");
        }

        if (values is { Count: > 0 } && (values.Count != names.Count || values.Any(v => v is < 0 or >= NoData) || values.Distinct().Count() < values.Count))
        {
            throw new InvalidDataException(
                $"The pixel values {string.Join(", ", values)} do not fit the classes {string.Join(", ", names)}: "
                + $"each needs one of its own, 0 to {NoData - 1}.");
        }

        Names = names;
        Values = [.. values is { Count: > 0 } ? values.Select(v => (byte)v) : Enumerable.Range(0, names.Count).Select(i => (byte)i)];
        foreach (var (index, value) in Values.Index())
        {
            _places[value] = index;
        }

        Colors = [.. colors.Count > 0 ? colors : Enumerable.Range(0, names.Count).Select(i => Hue(i, names.Count))];
    }

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The colours as <c>#rrggbb</c>.</summary>
    public IReadOnlyList<string> Colors { get; }

    /// <summary>The pixel values, in the order of the names.</summary>
    public IReadOnlyList<byte> Values { get; }

    /// <summary>Whether pixel values are the places of classes in the model's answers.</summary>
    public bool CountsFromZero => Values.Index().All(v => v.Item == v.Index);

    /// <summary>The place of a pixel value's class in the lists; -1 where it stands for none.</summary>
    /// <param name="value">The pixel value.</param>
    public int IndexOf(byte value) => _places[value];

    /// <summary>Red, green and blue of a class.</summary>
    /// <param name="index">The class's place in the lists.</param>
    public (byte Red, byte Green, byte Blue) Rgb(int index)
    {
        var value = int.Parse(Colors[index].AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    // Two classes are usually nothing and something.
    private static string Hue(int index, int count)
    {
        if (count == 2)
        {
            return index == 0 ? "#202020" : "#ff4040";
        }

        var hue = 6 * (index * GoldenAngle % 1);
        var value = 0.95 - (0.3 * (index % 3) / 2);
        byte Channel(double shift)
        {
            var k = (shift + hue) % 6;
            return (byte)Math.Round(255 * value * (1 - (0.75 * Math.Clamp(Math.Min(k, 4 - k), 0, 1))));
        }

        return string.Create(CultureInfo.InvariantCulture, $"#{Channel(5):x2}{Channel(3):x2}{Channel(1):x2}");
    }

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
