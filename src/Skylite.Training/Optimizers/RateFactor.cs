namespace Skylite.Training.Optimizers;

/// <summary>A learning rate of their own for some parameters.</summary>
/// <param name="Pattern">Pattern of initializer names; <c>*</c> stands for any text.</param>
/// <param name="Factor">Multiple of the learning rate.</param>
public sealed record RateFactor(string Pattern, double Factor);
