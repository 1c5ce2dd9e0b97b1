namespace Skylite.Workbench.Reports;

/// <summary>A test image and what the models say of it.</summary>
/// <param name="Png">The picture as the bytes of a PNG file; see <see cref="Thumbnail"/>.</param>
/// <param name="Truth">The true class.</param>
/// <param name="Guesses">The answer of each model.</param>
public sealed record SamplePrediction(byte[] Png, string Truth, IReadOnlyList<Guess> Guesses);
