namespace Skylite.Imagery.Loading;

/// <summary>An image that could not be read.</summary>
/// <param name="Index">Its place in the store.</param>
/// <param name="Path">Its file.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record CorruptImage(int Index, string Path, string Reason);
