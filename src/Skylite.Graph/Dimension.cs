using System.Globalization;

namespace Skylite.Graphs;

/// <summary>One axis length of a <see cref="Shape"/>: a number, a name that stands for a number (the batch, say), or unknown.</summary>
public readonly record struct Dimension
{
    private readonly long _length;
    private readonly bool _known;

    private Dimension(long length, bool known, string? symbol)
    {
        _length = length;
        _known = known;
        Symbol = symbol;
    }

    /// <summary>A length that nothing is known of.</summary>
    public static Dimension Unknown => default;

    /// <summary>The name that stands for the length, or <see langword="null"/>.</summary>
    public string? Symbol { get; }

    /// <summary>Whether the length is a number.</summary>
    public bool IsKnown => _known;

    /// <summary>The length.</summary>
    /// <exception cref="InvalidOperationException">The length is not known.</exception>
    public long Length => _known ? _length : throw new InvalidOperationException($"The dimension '{this}' has no known length.");

    /// <summary>A known length.</summary>
    public static Dimension Of(long length) =>
        length >= 0 ? new(length, true, null) : throw new ArgumentOutOfRangeException(nameof(length), length, "A dimension is 0 or more.");

    /// <summary>A length that is named but not known.</summary>
    public static Dimension Named(string symbol) => new(0, false, symbol);

    /// <summary>A known length.</summary>
    public static implicit operator Dimension(long length) => Of(length);

    /// <summary>A known length.</summary>
    public static implicit operator Dimension(int length) => Of(length);

    /// <summary>The number, the name, or "?".</summary>
    public override string ToString() => _known ? _length.ToString(CultureInfo.InvariantCulture) : Symbol ?? "?";
}
