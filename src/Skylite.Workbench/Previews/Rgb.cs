using System.Globalization;

namespace Skylite.Workbench.Previews;

/// <summary>A colour.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>White.</summary>
    public static Rgb White { get; } = new(255, 255, 255);

    /// <summary>The colour of text.</summary>
    public static Rgb Ink { get; } = new(32, 36, 44);

    /// <summary>The colour of what is less important.</summary>
    public static Rgb Gray { get; } = new(118, 124, 134);

    /// <summary>What is right.</summary>
    public static Rgb Right { get; } = new(52, 168, 83);

    /// <summary>What is wrong.</summary>
    public static Rgb Wrong { get; } = new(226, 61, 61);

    /// <summary>Where two maps differ: a colour that faded classes do not have.</summary>
    public static Rgb Different { get; } = new(200, 0, 200);

    /// <summary>What was found and is not there.</summary>
    public static Rgb Alarm { get; } = new(250, 168, 25);

    /// <summary>What is there and was not found.</summary>
    public static Rgb Missed { get; } = new(66, 133, 244);

    /// <summary>What has no class.</summary>
    public static Rgb Nothing { get; } = new(232, 232, 238);

    /// <summary>Reads a colour.</summary>
    /// <param name="text">The colour as <c>#rrggbb</c>.</param>
    public static Rgb Parse(string text)
    {
        var value = int.Parse(text.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>This colour with a share of another.</summary>
    /// <param name="other">The other colour.</param>
    /// <param name="share">Its share, 0 to 1.</param>
    public Rgb Mixed(Rgb other, float share)
    {
        byte Channel(byte a, byte b) => (byte)MathF.Round(a + ((b - a) * share));
        return new Rgb(Channel(Red, other.Red), Channel(Green, other.Green), Channel(Blue, other.Blue));
    }
}
