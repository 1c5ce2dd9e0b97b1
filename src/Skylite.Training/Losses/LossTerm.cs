using System.Globalization;
using Skylite.Graphs;

namespace Skylite.Training.Losses;

/// <summary>One part of a loss as a user writes it: <c>dice</c>, <c>0.5*dice</c>, <c>focal:gamma=3</c>, <c>2*tversky:alpha=0.4,beta=0.6</c>.</summary>
/// <param name="Factor">How much it counts in a sum, above 0.</param>
/// <param name="Id">Name of the loss.</param>
/// <param name="Values">Its settings by name.</param>
internal sealed record LossTerm(double Factor, string Id, IReadOnlyList<(string Id, double Value)> Values)
{
    /// <summary>Reads a part of a loss.</summary>
    /// <exception cref="ArgumentException">The text is no such part; the message says how one is written.</exception>
    public static LossTerm Parse(string text)
    {
        var star = text.IndexOf('*', StringComparison.Ordinal);
        var factor = star < 0 ? 1 : Number(text, text[..star], takesZero: false);
        var named = text[(star + 1)..].Split(':', 2, StringSplitOptions.TrimEntries);
        return new LossTerm(factor, named[0], named.Length == 1 ? [] : [.. named[1].Split(',', StringSplitOptions.TrimEntries).Select(s => Setting(text, s))]);
    }

    /// <summary>A loss with the settings of this part.</summary>
    /// <param name="loss">The loss named <see cref="Id"/> as it is without them.</param>
    /// <exception cref="ArgumentException">It has no such setting, or not of such a value.</exception>
    public ILoss Applied(ILoss loss)
    {
        foreach (var (id, value) in Values)
        {
            var setting = loss.Settings.FirstOrDefault(s => s.Id == id) ?? throw new ArgumentException(loss.Settings.Count == 0
                ? $"The loss '{Id}' has no settings; '{id}' was given."
                : NearestNames.Describe($"setting of the loss '{Id}'", id, [.. loss.Settings.Select(s => s.Id)]));
            loss = value > 0 || setting.TakesZero
                ? setting.With(value)
                : throw new ArgumentException($"The setting '{id}' of the loss '{Id}' has to be above 0.");
        }

        return loss;
    }

    private static (string Id, double Value) Setting(string text, string setting) => setting.Split('=', 2, StringSplitOptions.TrimEntries) switch
    {
        [{ Length: > 0 } id, { Length: > 0 } number] => (id, Number(text, number, takesZero: true)),
        _ => throw new ArgumentException($"A setting of a loss is a name and a number, such as focal:gamma=3 or tversky:alpha=0.4,beta=0.6; '{text}' is not."),
    };

    private static double Number(string text, string number, bool takesZero) =>
        double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) && (value > 0 || (takesZero && value == 0))
            ? value
            : throw new ArgumentException(
                $"'{number.Trim()}' in the loss '{text}' has to be a number {(takesZero ? "of 0 or more" : "above 0, such as 0.5*dice")}.");
}
