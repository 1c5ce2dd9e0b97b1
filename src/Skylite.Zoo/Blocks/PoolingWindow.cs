namespace Skylite.Zoo.Blocks;

/// <summary>Geometry of a square pooling window.</summary>
/// <param name="Kernel">Side of the window.</param>
/// <param name="Stride">Step between windows.</param>
/// <param name="Padding">Cells added on every side, which never win.</param>
public readonly record struct PoolingWindow(int Kernel, int Stride, int Padding = 0);
