namespace Skylite.Imagery.Dense;

/// <summary>A class of pixels.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its colour on maps, as <c>#rrggbb</c>.</param>
public sealed record DenseClass(string Name, string Color)
{
    /// <summary>Whether means over the classes (of F1, of intersection over union) are taken without it; its pixels count in everything else.</summary>
    public bool LeftOutOfMeans { get; init; }

    /// <summary>Its number in masks, 0 to 255, which maps keep; <see langword="null"/> where masks tell classes by colour, or by what is not zero.</summary>
    public int? Value { get; init; }

    /// <summary>No change and change.</summary>
    public static IReadOnlyList<DenseClass> Change { get; } = [new("unchanged", "#000000"), new("changed", "#ff3030")];

    /// <summary>The colour as red, green, blue.</summary>
    public (byte Red, byte Green, byte Blue) Rgb => (Component(1), Component(3), Component(5));

    /// <summary>Classes without known names, in colours that are easy to tell apart.</summary>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<DenseClass> Numbered(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new DenseClass(Invariant($"class-{i}"), Distinct(i)))];

    /// <summary>Classes whose numbers in masks count up.</summary>
    /// <param name="first">Number of the first.</param>
    /// <param name="classes">The classes.</param>
    public static IReadOnlyList<DenseClass> From(
        int first, IReadOnlyList<DenseClass> classes) => [.. classes.Index().Select(c => c.Item with { Value = first + c.Index })];

    // Hues at golden-ratio steps: neighbours in number are far apart in colour.
    private static string Distinct(int index)
    {
        var hue = index * 0.61803398875 % 1 * 6;
        var (rise, fall) = ((byte)(55 + (200 * (hue % 1))), (byte)(255 - (200 * (hue % 1))));
        var (r, g, b) = ((int)hue) switch
        {
            0 => ((byte)255, rise, (byte)55),
            1 => (fall, (byte)255, (byte)55),
            2 => ((byte)55, (byte)255, rise),
            3 => ((byte)55, fall, (byte)255),
            4 => (rise, (byte)55, (byte)255),
            _ => ((byte)255, (byte)55, fall),
        };
        return Invariant($"#{r:x2}{g:x2}{b:x2}");
    }

    private byte Component(int at) =>
        byte.Parse(Color.AsSpan(at, 2), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
}
