namespace Skylite.Imagery.Synthetic;

/// <summary>A kind of scene: it knows what belongs into a scene of its class, not how that is drawn.</summary>
public interface ISceneClass
{
    /// <summary>The public name, kebab-case; also the name of the folder.</summary>
    string Id { get; }

    /// <summary>Lays the features of one scene, using no randomness but the builder's.</summary>
    void Compose(SceneBuilder scene);
}
