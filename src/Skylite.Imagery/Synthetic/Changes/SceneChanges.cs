namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>The changes there are.</summary>
public static class SceneChanges
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ISceneChange> All { get; } =
    [
        new NewHouses(),
        new DemolishedHouses(),
        new NewYard(),
        new NewRoad(),
        new ClearedForest(),
        new NewPond(),
    ];
}
