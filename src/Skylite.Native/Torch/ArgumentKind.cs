namespace Skylite.Native.Torch;

/// <summary>What an operator takes at one place of its schema.</summary>
internal enum ArgumentKind
{
    Other,
    Tensor,
    TensorList,
    OptionalTensorList,
    Int,
    Float,
    Bool,
    Scalar,
    IntList,
    FloatList,
    BoolList,
    ScalarList,
    String,
    Device,
}
