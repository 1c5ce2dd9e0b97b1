using System.Numerics;

namespace Skylite.Workbench.Recipes;

/// <summary>Ranges of settings, checked when a step or a training is described and not when it is due.</summary>
internal static class SettingRanges
{
    /// <summary>A whole number of 1 or more.</summary>
    public static int Positive(int value, string what) =>
        value > 0 ? value : throw new ArgumentException(Invariant($"The number of {what} is 1 or more, not {value}."));

    /// <summary>A share above 0 and below 1.</summary>
    public static double Share(double value, string what) =>
        value is > 0 and < 1 ? value : throw new ArgumentException(Invariant($"The {what} lies between 0 and 1, not at {value}."));

    /// <summary>A share of 0 or more and below 1.</summary>
    public static double ShareOrNone(double value, string what) =>
        value is >= 0 and < 1 ? value : throw new ArgumentException(Invariant($"The {what} is 0 or more and below 1, not {value}."));

    /// <summary>A share of 0 to 1.</summary>
    public static T ShareOrAll<T>(T value, string what)
        where T : INumber<T> =>
        value >= T.Zero && value <= T.One
            ? value
            : throw new ArgumentException(Invariant($"The {what} lies between 0 and 1, not at {value}."));

    /// <summary>A number of 0 or more.</summary>
    public static double NotNegative(double value, string what) =>
        value >= 0 && double.IsFinite(value) ? value : throw new ArgumentException(Invariant($"The {what} is 0 or more, not {value}."));

    /// <summary>A number above 0.</summary>
    public static double AboveZero(double value, string what) =>
        value > 0 && double.IsFinite(value) ? value : throw new ArgumentException(Invariant($"The {what} is above 0, not {value}."));
}
