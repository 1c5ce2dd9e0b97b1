namespace Skylite.Inference.Scenes;

/// <summary>How far a scene has been worked through.</summary>
/// <param name="Panel">The panel that is being worked on.</param>
/// <param name="Row">The first row of it that is not finished.</param>
public readonly record struct ScenePosition(int Panel, int Row);
