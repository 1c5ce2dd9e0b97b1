namespace Skylite.Zoo.Blocks;

/// <summary>One level of a <see cref="LightTrunk"/>.</summary>
/// <param name="Channels">Channels of its blocks, before the network's width; multiples of 16 waste nothing.</param>
/// <param name="Count">Blocks.</param>
/// <param name="IsDense">Whether its blocks are basic residual ones of whole 3×3 convolutions; otherwise they are inverted residuals.</param>
internal readonly record struct LightLevel(int Channels, int Count, bool IsDense);
