using System.Globalization;

namespace Skylite.Workbench.Budgets;

/// <summary>How small or fast a model has to become.</summary>
/// <param name="Unit">In what unit.</param>
/// <param name="Value">The value to reach: an amount in the unit, or a share of the model as it is given.</param>
/// <param name="IsShare">Whether <paramref name="Value"/> is a share.</param>
public sealed record Budget(BudgetUnit Unit, double Value, bool IsShare)
{
    /// <summary>
    /// Reads a budget such as <c>macs=0.5</c> or <c>macs=50%</c> (half of what the model has), <c>params=3M</c>, <c>mb=8</c>, <c>ms=12</c>.
    /// Numbers take <c>k</c>, <c>M</c> or <c>G</c>; below 1 they are shares for <c>macs</c> and <c>params</c>, with <c>%</c> for every unit.
    /// </summary>
    /// <exception cref="ArgumentException">The text is not a budget; the message says how one is written.</exception>
    public static Budget Parse(string text)
    {
        if (text.Split('=', 2, StringSplitOptions.TrimEntries) is not [var id, { Length: > 0 } number])
        {
            throw new ArgumentException($"A budget is a unit and a value, such as macs=0.5, params=40%, mb=8 or ms=12; '{text}' is not.");
        }

        var unit = BudgetUnits.Find(id);
        var factor = number[^1] switch { '%' => 0.01, 'k' => 1e3, 'M' => 1e6, 'G' => 1e9, _ => 1 };
        if (!double.TryParse(factor == 1 ? number : number[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value) || value <= 0)
        {
            throw new ArgumentException(
                $"The budget '{text}' needs a number above 0 after '=', such as {unit.Id}={(unit.SmallNumbersAreShares ? "0.5" : "8")}.");
        }

        var isShare = number[^1] == '%' || (factor == 1 && value < 1 && unit.SmallNumbersAreShares);
        value *= factor;
        return isShare && value > 1
            ? throw new ArgumentException($"The budget '{text}' is more than the whole model.")
            : new Budget(unit, value, isShare);
    }

    /// <summary>The amount to reach, in the unit.</summary>
    /// <param name="given">What the model has as it is given.</param>
    public double Limit(double given) => IsShare ? Value * given : Value;

    /// <summary>The budget as it is written, such as <c>macs=50%</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Unit.Id}={(IsShare ? $"{Math.Round(100 * Value, 6)}%" : $"{Value}")}");
}
