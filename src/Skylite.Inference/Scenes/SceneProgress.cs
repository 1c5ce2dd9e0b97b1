namespace Skylite.Inference.Scenes;

/// <summary>How far a scene is.</summary>
/// <param name="Done">Finished pixels of the scene.</param>
/// <param name="Total">Pixels of the scene.</param>
/// <param name="PixelsPerSecond">Pixels of the scene finished in a second.</param>
/// <param name="Remaining">Time until the last.</param>
public readonly record struct SceneProgress(long Done, long Total, double PixelsPerSecond, TimeSpan Remaining);
