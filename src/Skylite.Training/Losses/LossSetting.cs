namespace Skylite.Training.Losses;

/// <summary>A number of a loss that a user can set, such as γ of the focal loss.</summary>
/// <param name="Id">Its name, the one of the paper.</param>
/// <param name="About">What it does, in a few words.</param>
/// <param name="Value">As it stands.</param>
/// <param name="With">The loss with another value.</param>
/// <param name="TakesZero">Whether 0 is a value too; all others are above it.</param>
public sealed record LossSetting(string Id, string About, double Value, Func<double, ILoss> With, bool TakesZero = true);
