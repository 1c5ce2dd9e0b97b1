namespace Skylite.Inference.Scenes;

/// <summary>What a run over a scene cost.</summary>
/// <param name="Tiles">Tiles that the model saw.</param>
/// <param name="EmptyTiles">Tiles without a single valid pixel, which it did not see.</param>
/// <param name="Seconds">Seconds from the first window read to the last strip written.</param>
/// <param name="ModelSeconds">Seconds of these in which the model was running; the mean over its runs at the same time.</param>
/// <param name="PixelsPerSecond">Pixels of the scene finished in a second.</param>
public sealed record SceneThroughput(long Tiles, long EmptyTiles, double Seconds, double ModelSeconds, double PixelsPerSecond);
