using System.Globalization;

namespace Skylite.Graphs.Operators;

/// <summary>
/// An integer that is known, known as a multiple of named lengths (such as <c>49*batch</c>), or not known: the elements of tensors that carry shapes.
/// </summary>
public readonly record struct SymbolicInteger
{
    private const int LongestName = 200;

    private readonly bool _defined;
    private readonly long _coefficient;
    private readonly string? _symbols;

    private SymbolicInteger(long coefficient, string? symbols)
    {
        _defined = true;
        _coefficient = coefficient;
        _symbols = coefficient == 0 || string.IsNullOrEmpty(symbols) ? null : symbols;
        if (_symbols is { Length: > LongestName })
        {
            this = default;
        }
    }

    /// <summary>An integer that nothing is known of.</summary>
    public static SymbolicInteger Unknown => default;

    /// <summary>The integer, if it is a plain number.</summary>
    public long? Number => _defined && _symbols is null ? _coefficient : null;

    /// <summary>A plain number.</summary>
    public static SymbolicInteger Of(long number) => new(number, null);

    /// <summary>The length of an axis.</summary>
    public static SymbolicInteger Of(Dimension dimension)
    {
        if (dimension.IsKnown)
        {
            return Of(dimension.Length);
        }

        if (dimension.Symbol is not { } symbol)
        {
            return Unknown;
        }

        long coefficient = 1;
        var names = new List<string>();
        foreach (var factor in symbol.Split('*'))
        {
            if (long.TryParse(factor, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                coefficient = unchecked(coefficient * number);
            }
            else
            {
                names.Add(factor);
            }
        }

        names.Sort(StringComparer.Ordinal);
        return coefficient is > 0 and < int.MaxValue && names.TrueForAll(n => n.Length > 0)
            ? new SymbolicInteger(coefficient, string.Join('*', names))
            : new SymbolicInteger(1, symbol);
    }

    /// <summary>Product; unknown when it does not fit 64 bits.</summary>
    public static SymbolicInteger operator *(SymbolicInteger a, SymbolicInteger b)
    {
        if (!a._defined || !b._defined || Math.BigMul(a._coefficient, b._coefficient, out var product) != product >> 63)
        {
            return Unknown;
        }

        var names = Names(a).Concat(Names(b)).Order(StringComparer.Ordinal);
        return new SymbolicInteger(product, string.Join('*', names));
    }

    /// <summary>Sum, where both are numbers or multiples of the same names.</summary>
    public static SymbolicInteger operator +(SymbolicInteger a, SymbolicInteger b)
    {
        if (a.Number == 0 || b.Number == 0)
        {
            return a.Number == 0 ? b : a;
        }

        var sum = unchecked(a._coefficient + b._coefficient);
        var overflows = ((a._coefficient ^ sum) & (b._coefficient ^ sum)) < 0;
        return a._defined && b._defined && a._symbols == b._symbols && !overflows ? new SymbolicInteger(sum, a._symbols) : Unknown;
    }

    /// <summary>Difference.</summary>
    public static SymbolicInteger operator -(SymbolicInteger a, SymbolicInteger b) => a + (b * Of(-1));

    /// <summary>Quotient where it is exact; unknown otherwise.</summary>
    public static SymbolicInteger operator /(SymbolicInteger a, SymbolicInteger b)
    {
        if (!a._defined || !b._defined || b._coefficient is 0 or -1 || a._coefficient % b._coefficient != 0)
        {
            return Unknown;
        }

        var names = Names(a).ToList();
        foreach (var name in Names(b))
        {
            if (!names.Remove(name))
            {
                return Unknown;
            }
        }

        return new SymbolicInteger(a._coefficient / b._coefficient, string.Join('*', names));
    }

    /// <summary>Whether two integers are equal; <see langword="null"/> when that cannot be known. Named lengths are never negative.</summary>
    public static bool? AreEqual(SymbolicInteger a, SymbolicInteger b)
    {
        if (!a._defined || !b._defined)
        {
            return null;
        }

        if (a._symbols == b._symbols && (a._symbols is null || a._coefficient == b._coefficient))
        {
            return a._coefficient == b._coefficient;
        }

        return a._coefficient >= 0 == b._coefficient >= 0 ? null : false;
    }

    /// <summary>The product of axis lengths.</summary>
    public static SymbolicInteger Product(IEnumerable<Dimension> dimensions) =>
        dimensions.Aggregate(Of(1), (product, dimension) => product * Of(dimension));

    /// <summary>The integer as an axis length; unknown when it is negative.</summary>
    public Dimension ToDimension() =>
        !_defined || _coefficient < 0 ? Dimension.Unknown
            : _symbols is null ? Dimension.Of(_coefficient)
            : Dimension.Named(ToString());

    /// <summary>The number, the product, or "?".</summary>
    public override string ToString() =>
        !_defined ? "?"
            : _symbols is null ? _coefficient.ToString(CultureInfo.InvariantCulture)
            : _coefficient == 1 ? _symbols
            : string.Create(CultureInfo.InvariantCulture, $"{_coefficient}*{_symbols}");

    private static string[] Names(SymbolicInteger value) => value._symbols?.Split('*') ?? [];
}
