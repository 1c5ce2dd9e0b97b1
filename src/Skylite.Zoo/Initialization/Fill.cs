namespace Skylite.Zoo.Initialization;

/// <summary>Fills a new parameter.</summary>
/// <param name="target">The elements, row-major.</param>
/// <param name="fans">How many inputs each element's output sees, and how many outputs each input reaches.</param>
/// <param name="stream">Where randomness comes from.</param>
public delegate void Fill(Span<float> target, Fans fans, RandomStream stream);
