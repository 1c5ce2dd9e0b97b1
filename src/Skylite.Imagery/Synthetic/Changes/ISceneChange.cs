namespace Skylite.Imagery.Synthetic.Changes;

/// <summary>Something that people or nature do to a landscape between two dates.</summary>
public interface ISceneChange
{
    /// <summary>The public name, kebab-case.</summary>
    string Id { get; }

    /// <summary>Lets it happen somewhere, using no randomness but the scene's.</summary>
    /// <returns>Whether there was a place for it; if not, the scene is as it was.</returns>
    bool Happen(SceneBuilder scene);
}
